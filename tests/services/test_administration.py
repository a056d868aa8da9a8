"""Who works here: invited by a link that works once, given roles, turned off; never more than the actor may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import NOBODY, SYSTEM, Actor, Grant
from farolito.errors import NotFound
from farolito.services import (
    administration,
    audit,
    factors,
    password_links,
    place_tree,
    sessions,
    users,
)
from farolito.services.administration import StaffRefused
from farolito.services.sessions import NewSession
from farolito.services.users import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.services.work import Works
    from tests.services.conftest import Clock

PASSWORD = "ten green bottles on a wall"


class County:
    """A county with two districts, a site in each, and an administrator of the county and of district one."""

    def __init__(self, works: Works) -> None:
        self.works = works
        self.ids: dict[str, str] = {}
        with works.open(SYSTEM) as work:
            for kind, slug, above in (
                ("county", "la", ""),
                ("district", "one", "la"),
                ("district", "two", "la"),
                ("site", "lincoln", "one"),
                ("site", "grant", "two"),
            ):
                self.ids[slug] = place_tree.add(work, kind, slug, slug.title(), above).id
        self.chief = self.person("chief", "platform_admin", "la")
        self.deputy = self.person("deputy", "platform_admin", "one")

    def person(self, name: str, role: str, place: str, password: str = PASSWORD) -> Actor:
        with self.works.open(SYSTEM) as work:
            user_id = users.add(work, f"{name}@school.example", name, password)
            users.grant(work, user_id, self.ids[place], role)
        return Actor("user", user_id, name, (Grant(self.ids[place], role),))

    def refused(self, actor: Actor, do: Callable[[Any], object]) -> str:
        with pytest.raises(StaffRefused) as refused, self.works.open(actor) as work:
            do(work)
        assert str(refused.value).endswith(".")
        return refused.value.code

    def actions(self) -> list[tuple[str, str]]:
        with self.works.engine.connect() as connection:
            rows = connection.exec_driver_sql("SELECT action, target FROM audit")
            return [(row[0], row[1]) for row in rows]


@pytest.fixture
def county(works: Works) -> County:
    return County(works)


def log_in(works: Works, email: str, password: str = PASSWORD) -> NewSession | Refusal:
    with works.open(NOBODY) as work:
        return users.log_in(work, email, password)


def test_an_invitation_is_a_link_that_lets_one_person_choose_a_password_once(
    county: County,
) -> None:
    works = county.works
    with works.open(county.deputy) as work:
        invited = administration.invite(
            work, " Rosa@School.example ", " Rosa  Alvarez ", "lincoln", "counselor"
        )
    assert invited.token is not None
    assert log_in(works, "rosa@school.example", "") == Refusal("wrong")
    with works.open(NOBODY) as work:
        waiting = password_links.look(work, invited.token)
        assert (waiting.email, waiting.name, waiting.invited) == (
            "rosa@school.example", "Rosa Alvarez", True,
        )  # fmt: skip
        assert password_links.use(work, invited.token, "too short") == "short"
        assert password_links.use(work, invited.token, "rosaalvarez12") == "common"
        session = password_links.use(work, invited.token, PASSWORD)
    assert isinstance(session, NewSession)
    with works.open(NOBODY) as work:
        found = sessions.of_token(work, session.token)
        assert found is not None
        assert found.actor.grants == (Grant(county.ids["lincoln"], "counselor"),)
        with pytest.raises(NotFound):
            password_links.use(work, invited.token, "another long password of mine")
    assert isinstance(log_in(works, "rosa@school.example"), NewSession)
    assert ("user.invited", f"user/{invited.user_id}") in county.actions()
    assert ("grant.given", f"user/{invited.user_id}/counselor") in county.actions()
    assert "rosa" not in str(county.actions()).lower()


def test_a_link_is_kept_as_a_hash_and_is_over_after_seven_days(
    county: County, clock: Clock
) -> None:
    with county.works.open(county.chief) as work:
        token = administration.new_link(work, county.deputy.id or "")
    with county.works.engine.connect() as connection:
        assert token not in str(connection.exec_driver_sql("SELECT * FROM password_link").all())
    clock.advance(days=6, hours=23)
    with county.works.open(NOBODY) as work:
        assert password_links.look(work, token).user_id == county.deputy.id
    clock.advance(hours=1)
    with pytest.raises(NotFound), county.works.open(NOBODY) as work:
        password_links.use(work, token, PASSWORD)


def test_a_newer_link_takes_the_place_of_an_older_one(county: County) -> None:
    deputy = county.deputy.id or ""
    with county.works.open(county.chief) as work:
        first = administration.new_link(work, deputy)
        second = administration.new_link(work, deputy)
        with pytest.raises(NotFound):
            password_links.look(work, first)
        assert password_links.look(work, second).invited is False


def test_a_password_from_a_link_ends_the_sessions_and_asks_for_the_second_factor_all_the_same(
    county: County,
) -> None:
    deputy = county.deputy.id or ""
    with county.works.open(SYSTEM) as work:
        before = sessions.start_staff(work, deputy, "second_factor")
        set_up_app(work, deputy)
        token = administration.new_link(work, deputy)
        session = password_links.use(work, token, "another long password of mine")
    assert isinstance(session, NewSession)
    with county.works.open(NOBODY) as work:
        assert sessions.of_token(work, before.token) is None
        found = sessions.of_token(work, session.token)
        assert found is not None
        assert found.lacks == "second_step"


def set_up_app(work: Any, user_id: str) -> bytes:
    """As somebody does with a phone in the hand; the secret of the app."""
    from farolito.domain.one_time_codes import code_of, step_of

    factors.begin_app(work, user_id)
    secret = factors.waiting_secret(work, user_id)
    assert secret is not None
    assert factors.confirm_app(work, user_id, code_of(secret, step_of(work.now()))) is None
    return secret


def test_an_administrator_sees_and_changes_only_who_works_below(county: County) -> None:
    county.person("near", "counselor", "lincoln")
    far = county.person("far", "counselor", "grant")
    with county.works.open(county.deputy) as work:
        assert [one.user.name for one in administration.people(work)] == ["deputy", "near"]
        with pytest.raises(NotFound):
            administration.person(work, far.id or "")
        with pytest.raises(NotFound):
            administration.turn_off(work, far.id or "")
        assert {place.slug for place in administration.offered_places(work)} == {"one", "lincoln"}
    give_far = county.refused(
        county.deputy, lambda work: administration.give(work, far.id or "", "grant", "counselor")
    )
    assert give_far == "place"
    with county.works.open(county.chief) as work:
        assert len(administration.people(work)) == 4


def test_who_also_works_elsewhere_is_given_roles_here_and_nothing_else(county: County) -> None:
    chief, deputy = county.chief.id or "", county.deputy
    with county.works.open(deputy) as work:
        invited = administration.invite(
            work, "chief@school.example", "Chief", "lincoln", "counselor"
        )
        assert (invited.user_id, invited.token) == (chief, None)
        found = administration.person(work, chief)
        assert (found.yours, found.elsewhere) == (False, True)
        assert [held.role for held in found.held] == ["counselor"]
    for do in (
        administration.new_link,
        administration.turn_off,
        administration.end_sessions,
        administration.forget_second_factor,
    ):
        assert county.refused(deputy, lambda work, do=do: do(work, chief)) == "elsewhere"  # type: ignore[misc]
    with county.works.open(deputy) as work:
        administration.take(work, chief, "lincoln", "counselor")


def test_an_invitation_does_not_become_the_key_to_a_bigger_role(county: County) -> None:
    with county.works.open(county.deputy) as work:
        invited = administration.invite(work, "new@school.example", "New", "lincoln", "counselor")
    assert invited.token is not None
    with county.works.open(county.chief) as work:
        administration.give(work, invited.user_id, "la", "platform_admin")
        with pytest.raises(NotFound):
            password_links.look(work, invited.token)
    with county.works.open(county.deputy) as work:
        again = administration.invite(work, "new@school.example", "New", "lincoln", "volunteer")
    assert again.token is None


def test_nobody_changes_their_own_roles(county: County) -> None:
    chief = county.chief.id or ""
    for do in (
        lambda work: administration.give(work, chief, "lincoln", "coordinator"),
        lambda work: administration.take(work, chief, "la", "platform_admin"),
        lambda work: administration.turn_off(work, chief),
        lambda work: administration.forget_second_factor(work, chief),
    ):
        assert county.refused(county.chief, do) == "yourself"


def test_the_last_administrator_who_can_log_in_stays(county: County) -> None:
    chief = county.chief.id or ""
    waiting = county.person("waiting", "platform_admin", "la", password="")
    for do in (
        lambda work: administration.take(work, chief, "la", "platform_admin"),
        lambda work: administration.turn_off(work, chief),
    ):
        assert county.refused(SYSTEM, do) == "last"
    with county.works.open(SYSTEM) as work:
        # below, the county's administrator is left; who never came is no loss
        administration.turn_off(work, county.deputy.id or "")
        administration.turn_off(work, waiting.id or "")
    second = county.person("second", "platform_admin", "la")
    with county.works.open(second) as work:
        administration.take(work, chief, "la", "platform_admin")
    assert county.refused(
        SYSTEM, lambda work: administration.turn_off(work, second.id or "")
    ) == "last"  # fmt: skip


def test_a_role_given_or_taken_counts_from_the_next_request_on(county: County) -> None:
    rosa = county.person("rosa", "counselor", "lincoln").id or ""
    with county.works.open(county.chief) as work:
        token = sessions.start_staff(work, rosa, "second_factor").token

    def roles() -> set[str]:
        with county.works.open(NOBODY, write=False) as work:
            found = sessions.of_token(work, token)
        assert found is not None
        return {grant.role for grant in found.actor.grants}

    assert roles() == {"counselor"}
    with county.works.open(county.chief) as work:
        administration.give(work, rosa, "lincoln", "coordinator")
    assert roles() == {"counselor", "coordinator"}
    with county.works.open(county.chief) as work:
        administration.take(work, rosa, "lincoln", "counselor")
    assert roles() == {"coordinator"}


def test_who_is_turned_off_is_out_at_once_and_can_be_let_in_again(county: County) -> None:
    rosa = county.person("rosa", "counselor", "lincoln").id or ""
    session = log_in(county.works, "rosa@school.example")
    assert isinstance(session, NewSession)
    with county.works.open(county.chief) as work:
        link = administration.new_link(work, rosa)
        administration.turn_off(work, rosa)
        assert sessions.of_token(work, session.token) is None
        with pytest.raises(NotFound):
            password_links.look(work, link)
    assert log_in(county.works, "rosa@school.example") == Refusal("wrong")
    for do in (
        lambda work: administration.new_link(work, rosa),
        lambda work: administration.give(work, rosa, "lincoln", "coordinator"),
    ):
        assert county.refused(county.chief, do) == "off"
    with county.works.open(county.chief) as work:
        administration.turn_on(work, rosa)
    assert isinstance(log_in(county.works, "rosa@school.example"), NewSession)
    actions = [action for action, target in county.actions() if target == f"user/{rosa}"]
    assert [one for one in actions if not one.startswith("user.log")] == [
        "user.link_made", "user.turned_off", "user.turned_on",
    ]  # fmt: skip


def test_sessions_are_ended_one_or_all(county: County) -> None:
    rosa = county.person("rosa", "counselor", "lincoln").id or ""
    with county.works.open(SYSTEM) as work:
        made = [sessions.start_staff(work, rosa, "password", "Firefox, Linux") for _ in range(3)]
    with county.works.open(county.chief) as work:
        assert {one.id for one in sessions.of_user(work, rosa)} == {one.id for one in made}
        administration.end_sessions(work, rosa, made[0].id)
        assert len(sessions.of_user(work, rosa)) == 2
        administration.end_sessions(work, rosa)
        assert sessions.of_user(work, rosa) == ()


@pytest.mark.parametrize(
    ("email", "name", "place", "role", "code"),
    [
        ("rosa", "Rosa", "lincoln", "counselor", "email"),
        ("a@b.example\x00", "Rosa", "lincoln", "counselor", "email"),
        ("a b@c.example", "Rosa", "lincoln", "counselor", "email"),
        ("rosa@b.example", " ", "lincoln", "counselor", "name"),
        ("rosa@b.example", "Rosa", "lincoln", "king", "role"),
        ("rosa@b.example", "Rosa", "nowhere", "counselor", "place"),
        ("rosa@b.example", "Rosa", "grant", "counselor", "place"),
    ],
)
def test_an_invitation_that_can_not_be_says_what_to_mend(
    county: County, email: str, name: str, place: str, role: str, code: str
) -> None:
    assert county.refused(
        county.deputy, lambda work: administration.invite(work, email, name, place, role)
    ) == code  # fmt: skip


def test_the_audit_of_every_place_is_whole_afterwards(county: County) -> None:
    rosa = county.person("rosa", "counselor", "lincoln").id or ""
    with county.works.open(county.chief) as work:
        administration.give(work, rosa, "grant", "counselor")
        administration.end_sessions(work, rosa)
    with county.works.open(SYSTEM) as work:
        assert [audit.verify(work, place) for place in county.ids.values()] == [None] * 5
    assert county.actions().count(("user.sessions_ended", f"user/{rosa}")) == 2
