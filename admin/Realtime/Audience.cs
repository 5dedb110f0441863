namespace OneLink.Admin.Realtime;

/// <summary>Who is told of something, within one account.</summary>
internal sealed record Audience
{
    /// <summary>Everybody who works in the account.</summary>
    public static Audience Everybody { get; } = new() { HasPeople = true };

    /// <summary>Whether people of the account are told at all.</summary>
    public bool HasPeople { get; private init; }

    /// <summary>Only people who work in this inbox, and administrators; null: all of the account.</summary>
    public long? InboxId { get; private init; }

    /// <summary>Only this person; null: everybody whom the rest lets by.</summary>
    public long? UserId { get; private init; }

    /// <summary>Contacts' clients that are told too, by the id of their <c>contact_inboxes</c> row.</summary>
    public IReadOnlySet<long> ContactInboxIds { get; private init; } = new HashSet<long>();

    /// <summary>One who is not told: who typed knows it.</summary>
    public Listener? Except { get; init; }

    /// <summary>The people who work in an inbox, and administrators.</summary>
    public static Audience OfInbox(long inboxId) => new() { HasPeople = true, InboxId = inboxId };

    /// <summary>One person of the account.</summary>
    public static Audience OfPerson(long userId) => new() { HasPeople = true, UserId = userId };

    /// <summary>Nobody of the account, only contacts' clients.</summary>
    public static Audience OfContacts(IEnumerable<long> contactInboxIds) => new Audience().AndContacts(contactInboxIds);

    public Audience AndContacts(IEnumerable<long> contactInboxIds) => this with { ContactInboxIds = contactInboxIds.ToHashSet() };
}
