/** Who is writing where: told by the socket, forgotten after a few seconds. */
import type { PersonId, RoomId } from "@/contract/wire";

const lasts = 6_000;

export class Typists {
  private readonly rooms = new Map<RoomId, Map<PersonId, { name: string; timer: ReturnType<typeof setTimeout> }>>();
  private shown = new Map<RoomId, readonly string[]>();

  constructor(private readonly changed: () => void) {}

  in(room: RoomId): readonly string[] {
    return this.shown.get(room) ?? nobody;
  }

  started(room: RoomId, person: PersonId, name: string): void {
    const people = this.rooms.get(room) ?? new Map();
    clearTimeout(people.get(person)?.timer);
    people.set(person, { name, timer: setTimeout(() => this.stopped(room, person), lasts) });
    this.rooms.set(room, people);
    this.show(room);
  }

  stopped(room: RoomId, person: PersonId): void {
    const people = this.rooms.get(room);
    const one = people?.get(person);
    if (!people || !one) return;
    clearTimeout(one.timer);
    people.delete(person);
    this.show(room);
  }

  private show(room: RoomId): void {
    this.shown = new Map(this.shown).set(
      room,
      [...(this.rooms.get(room)?.values() ?? [])].map((one) => one.name),
    );
    this.changed();
  }
}

const nobody: readonly string[] = [];
