"""Who sits where, while the list of seats is being written: folded entry by entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lianbing.domain.sessions.happenings import PhoneEntry, SeatEntry


def whose(latest: Mapping[str, SeatEntry], seat: str) -> str:
    """What all seats of one person have in common: the number, or the last seat that is named as the same."""
    visited = set[str]()
    while latest[seat].same_as in latest and seat not in visited:
        visited.add(seat)
        seat = latest[seat].same_as
    return f"number {latest[seat].number}" if latest[seat].number else f"seat {seat}"


class SeatList:
    """The seats of one computer; of several entries of a seat, and of several phones in it, the last one counts."""

    def __init__(self) -> None:
        self.latest: dict[str, SeatEntry] = {}
        self._seat_of: dict[str, str] = {}
        self._phones: dict[str, list[str]] = {}
        self._seats_of: dict[str, list[str]] = {}
        self._groups: dict[str, list[str]] = {}
        self._people: dict[str, list[str]] = {}
        self._first: dict[str, str] = {}

    def take(self, *entries: SeatEntry) -> None:
        """Takes entries in, in their order."""
        self.latest.update({entry.seat: entry for entry in entries})
        groups: dict[str, list[str]] = {}
        for seat in self.latest:
            groups.setdefault(whose(self.latest, seat), []).append(seat)
        self._groups = groups
        there = (seats for seats in groups.values() if not all(self.latest[seat].left for seat in seats))
        self._people = {seats[0]: seats for seats in there}
        self._first = {seat: seats[0] for seats in groups.values() for seat in seats}

    def take_phone(self, entry: PhoneEntry) -> None:
        """Takes a phone in, which speaks for its seat from now on."""
        self._seat_of[entry.phone] = entry.seat
        self._phones.setdefault(entry.seat, []).append(entry.phone)
        self._seats_of.setdefault(entry.phone, []).append(entry.seat)

    def seat_of(self, phone: str) -> str:
        """The seat of a phone, also of one that doesn't speak for it any more; empty if it never came in."""
        seat = self._seat_of.get(phone, "")
        return seat if seat in self.latest else ""

    def phone_of(self, seat: str) -> str:
        """The phone that speaks for a seat; empty where there is none."""
        phones = [each for each in self._phones.get(seat, ()) if self._seat_of[each] == seat]
        return phones[-1] if phones else ""

    def phones_in(self, seat: str) -> int:
        """How many phones have ever been in a seat."""
        return len({*self._phones.get(seat, ())})

    def sharing_a_phone(self, seat: str) -> Sequence[str]:
        """The first seats of different people, this one among them, who signed in on one phone; else nothing."""
        phones = dict.fromkeys(self._phones.get(seat, ()))
        seats = (each for phone in phones for each in self._seats_of[phone] if each in self.latest)
        people = tuple(dict.fromkeys(map(self.person_of, seats)))
        return people if len(people) > 1 else ()

    def next_seat(self, named: Iterable[str] = ()) -> str:
        """The name of the next seat: s001, s002 …, never one that was there already.

        ``named`` are seats that answers name. They and those of phones count too: where the line of a seat was lost,
        nobody else may inherit what was answered there.
        """
        seats = (*self.latest, *self._phones, *named)
        taken = [int(seat[1:]) for seat in seats if seat[1:].isascii() and seat[1:].isdigit()]
        return f"s{max(taken, default=0) + 1:03}"

    @property
    def people(self) -> Mapping[str, Sequence[str]]:
        """The seats of everybody who is there, by their first seat."""
        return self._people

    def person_of(self, seat: str) -> str:
        """The first seat of whoever sits in ``seat``."""
        return self._first.get(seat, seat)

    def known(self, first: str) -> SeatEntry:
        """What is known of the person whose first seat that is: of the first of their seats that has a number."""
        entries = [self.latest[seat] for seat in self._groups[whose(self.latest, first)]]
        return next((entry for entry in entries if entry.number), entries[0])

    def with_number(self, number: str) -> str:
        """The first seat of somebody with this number who is there; empty where there is none."""
        return next((seat for seat, one in self.latest.items() if one.number == number and not one.left), "")

    def would_circle(self, seat: str, same_as: str) -> bool:
        """Whether naming ``same_as`` as the same as ``seat`` would lead back to ``seat``."""
        while same_as in self.latest:
            if same_as == seat:
                return True
            same_as = self.latest[same_as].same_as
        return False
