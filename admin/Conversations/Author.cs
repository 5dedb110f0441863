using OneLink.Admin.Events;

namespace OneLink.Admin.Conversations;

/// <summary>Who changes a conversation.</summary>
/// <param name="Performer">As events name him; null for the system.</param>
/// <param name="Name">As activity messages name him; null where they keep silent.</param>
internal sealed record Author(Performer? Performer, string? Name)
{
    /// <summary>By which activity messages name what nobody did.</summary>
    public const string AutomationName = "Automation System";

    /// <summary>The passing of time.</summary>
    public static Author System { get; } = new(null, null);

    public static Author Contact(long id, string name) => new(new Performer(Performer.Contact, id), name);

    /// <summary>A rule of the account.</summary>
    public static Author AutomationRule(long id) => new(new Performer(Performer.AutomationRule, id), AutomationName);

    public bool IsContact => Performer is { Kind: Performer.Contact };
}
