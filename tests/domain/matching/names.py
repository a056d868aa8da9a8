"""Names in twelve scripts, each as it is written there and as its bearers write it in Latin letters."""

from __future__ import annotations

NAMES: dict[str, tuple[str, str]] = {
    "Latin": (
        "José=Jose María=Maria Sofía=Sofia Ángel=Angel Lucía=Lucia Mateo=Mateo Óscar=Oscar Inés=Ines Zoë=Zoe "
        "Đức=Duc Thảo=Thao Håkon=Hakon Łukasz=Lukasz Noé=Noe Renée=Renee Björn=Bjorn Aylín=Aylin Iván=Ivan",
        "García=Garcia Hernández=Hernandez Núñez=Nunez Peña=Pena Ramírez=Ramirez Nguyễn=Nguyen Phạm=Pham "
        "Åberg=Aberg Muñoz=Munoz Gómez=Gomez Żak=Zak Ibáñez=Ibanez Côté=Cote Rodríguez=Rodriguez Müller=Muller",
    ),
    "Cyrillic": (
        "Юлия=Yulia Сергей=Sergei Наталья=Natalia Дмитрий=Dmitry Ольга=Olga Иван=Ivan Екатерина=Ekaterina "
        "Алексей=Alexey Марина=Marina Павел=Pavel Татьяна=Tatiana Николай=Nikolai Вера=Vera Борис=Boris",
        "Щербаков=Shcherbakov Иванов=Ivanov Кузнецов=Kuznetsov Попов=Popov Волков=Volkov Зайцев=Zaitsev "
        "Соколов=Sokolov Морозов=Morozov Лебедев=Lebedev Козлов=Kozlov Жуков=Zhukov Фролов=Frolov",
    ),
    "Armenian": (
        "Գևորգ=Gevorg Արամ=Aram Անահիտ=Anahit Նարեկ=Narek Լիլիթ=Lilit Տիգրան=Tigran Մարիամ=Mariam Հայկ=Hayk "
        "Սոնա=Sona Վարդան=Vartan Աննա=Anna Դավիթ=Davit Մհեր=Mher Զարուհի=Zaruhi",
        "Սարգսյան=Sarkissian Պետրոսյան=Petrosyan Հակոբյան=Hagopian Գրիգորյան=Krikorian Մկրտչյան=Mkrtchyan "
        "Ավետիսյան=Avetisian Կարապետյան=Karapetyan Մարտիրոսյան=Martirosyan Դանիելյան=Danielian "
        "Բաղդասարյան=Baghdasaryan",
    ),
    "Arabic": (
        "محمد=Mohammed فاطمة=Fatima أحمد=Ahmad خديجة=Khadija يوسف=Yusuf مريم=Maryam حسن=Hassan زينب=Zaynab "
        "خالد=Khaled سارة=Sara كريم=Karim نور=Nour طارق=Tariq ليلى=Layla",
        "علي=Ali حداد=Haddad خوري=Khoury منصور=Mansour سليمان=Suleiman درويش=Darwish قاسم=Qasim مصطفى=Mustafa "
        "شريف=Sharif نصار=Nassar بكري=Bakri زيدان=Zidan",
    ),
    "Hebrew": (
        "דוד=David שרה=Sara יוסף=Yosef רחל=Rachel משה=Moshe לאה=Lea דניאל=Daniel מרים=Miriam נועם=Noam "
        "תמר=Tamar איתן=Eitan רבקה=Rivka",
        "כהן=Cohen לוי=Levi מזרחי=Mizrahi פרץ=Peretz ביטון=Biton אזולאי=Azulai דהן=Dahan פרידמן=Fridman "
        "שפירא=Shapira גבאי=Gabai מלכה=Malka סגל=Segal",
    ),
    "Greek": (
        "Γιώργος=Giorgos Ελένη=Eleni Νίκος=Nikos Κατερίνα=Katerina Δημήτρης=Dimitris Σοφία=Sofia Μαρία=Maria "
        "Κώστας=Kostas Άννα=Anna Πέτρος=Petros Ιωάννα=Ioanna Θανάσης=Thanasis",
        "Παπαδόπουλος=Papadopoulos Νικολάου=Nikolaou Γεωργίου=Georgiou Δημητρίου=Dimitriou Καραγιάννης=Karagiannis "
        "Οικονόμου=Oikonomou Βλάχος=Vlachos Αθανασίου=Athanasiou Μακρής=Makris Αλεξίου=Alexiou",
    ),
    "Georgian": (
        "გიორგი=Giorgi ნინო=Nino დავით=Davit მარიამ=Mariam ლევან=Levan თამარ=Tamar ნიკა=Nika ანა=Ana "
        "ზურაბ=Zurab ეკა=Eka ლუკა=Luka სალომე=Salome",
        "ბერიძე=Beridze კაპანაძე=Kapanadze გელაშვილი=Gelashvili მაისურაძე=Maisuradze ლომიძე=Lomidze "
        "წიკლაური=Tsiklauri კვარაცხელია=Kvaratskhelia ჯაფარიძე=Japaridze დოლიძე=Dolidze ნოზაძე=Nozadze",
    ),
    "Devanagari": (
        "राजेश=Rajesh सुनीता=Sunita अमित=Amit प्रिया=Priya विकास=Vikas अनीता=Anita संजय=Sanjay कविता=Kavita "
        "रोहन=Rohan नेहा=Neha मनोज=Manoj दीपा=Deepa",
        "शर्मा=Sharma पटेल=Patel गुप्ता=Gupta वर्मा=Varma सिंह=Singh राणा=Rana जोशी=Joshi मिश्रा=Mishra "
        "थापा=Thapa राय=Rai नायर=Nair देसाई=Desai",
    ),
    "Han": (
        "小明=Xiaoming 美玲=Meiling 建国=Jianguo 秀英=Xiuying 志强=Zhiqiang 丽华=Lihua 文杰=Wenjie 晓燕=Xiaoyan "
        "子轩=Zixuan 雨婷=Yuting 国栋=Guodong 思思=Sisi 海燕=Haiyan 大伟=Dawei",
        "王=Wang 李=Li 张=Zhang 陈=Chen 刘=Liu 黄=Huang 赵=Zhao 周=Zhou 吴=Wu 徐=Xu 孙=Sun 马=Ma 林=Lin 何=He",
    ),
    "Hangul": (
        "민준=Min-jun 서연=Seo-yeon 지훈=Ji-hun 수빈=Su-bin 현우=Hyun-woo 예진=Ye-jin 동현=Dong-hyun 은지=Eun-ji "
        "태영=Tae-young 나리=Na-ri 상민=Sang-min 혜진=Hye-jin",
        "김=Kim 최=Choi 정=Jung 강=Kang 조=Cho 윤=Yoon 장=Jang 임=Lim 한=Han 오=Oh 서=Seo 신=Shin 권=Kwon 송=Song",
    ),
    "Kana": (
        "ハナコ=Hanako タロウ=Taro ユキ=Yuki ケンジ=Kenji サクラ=Sakura ヒロシ=Hiroshi アイ=Ai ナオミ=Naomi "
        "ダイキ=Daiki ミサキ=Misaki シンジ=Shinji マリコ=Mariko",
        "タナカ=Tanaka サトウ=Sato スズキ=Suzuki ワタナベ=Watanabe ヤマモト=Yamamoto ナカムラ=Nakamura "
        "コバヤシ=Kobayashi "
        "カトウ=Kato ヨシダ=Yoshida ヤマダ=Yamada モリ=Mori イシイ=Ishii",
    ),
    "Khmer": (
        "ដារា=Dara សុភា=Sophea វិចិត្រ=Vichet ចន្ទា=Chanda រតនា=Ratana សុខា=Sokha ពិសិដ្ឋ=Piseth ស្រីមុំ=Sreymom "
        "វណ្ណា=Vanna បូរី=Borey កល្យាណ=Kalyan នារី=Neary",
        "សុខ=Sok ចាន់=Chan គឹម=Kim ហេង=Heng លី=Ly មាស=Meas ប៊ុន=Bun ទេព=Tep កែវ=Keo ស៊ុន=Sun ឆាយ=Chhay ម៉ៅ=Mao",
    ),
}
"""Script to given names and surnames; twelve of them."""

SURNAME_FIRST = frozenset({"Han", "Hangul", "Kana", "Khmer"})
TOGETHER = frozenset({"Han", "Hangul"})
