// Shows every page of every draft in every language, reads its fields again, and gives what is not as it should be.
async (text) => {
  const { walk, pathOf } = await import("/static/0/tablet/journey.js");
  const { questionPage, typedIn } = await import("/static/0/tablet/fields.js");
  const { checkPage, lastPage, listPage } = await import("/static/0/tablet/checking.js");
  const { forms, context } = JSON.parse(text), found = [];
  for (const { name, rules, languages, drafts } of forms) {
    for (const draft of drafts) {
      const walked = walk(rules, draft, context), typed = {};
      languages.forEach((pages, at) => {
        const put = (root, what) => {
          const words = root.textContent;
          if (/\{\w+\}|undefined|null|NaN|\[object/.test(words) || root.querySelector("f-p")) found.push([name, pages.language, what, words.match(/.{0,60}(\{\w+\}|undefined|null|NaN|\[object).{0,40}/s)?.[0]]);
        };
        for (const step of walked.steps) {
          const root = step.kind === "list" ? listPage(pages, rules, step, { draft, walked }) : questionPage(pages, step, { draft, walked });
          put(root, step.key);
          if (step.kind === "list") continue;
          for (const [question, raw] of Object.entries(typedIn(root, step))) typed[pathOf(step.within, question)] = raw;
          for (const { name: question, type, asked, later } of step.questions) {
            const shown = root.querySelector(`[name="${question}"], [name^="${question}."]`) || (later && root.querySelector(".note"));
            if (asked !== false && !shown) found.push([name, pages.language, step.key, question, "is not there"]);
          }
        }
        put(checkPage(pages, rules, { draft, walked }), "check");
        put(lastPage(pages, rules, { walked, help: {} }), "last");
        const again = walk(rules, { raw: { ...draft.raw, ...typed }, entries: draft.entries }, context);
        for (const [path, { answer }] of Object.entries(walked.said)) {
          const now = again.said[path]?.answer;
          // whoever says no thanks is on no page any more
          if (answer && !answer.choice && JSON.stringify(answer) !== JSON.stringify(now)) found.push([name, pages.language, path, answer, now ?? null, typed[path]]);
        }
      });
    }
  }
  return JSON.stringify(found);
}
