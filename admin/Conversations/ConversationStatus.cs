namespace OneLink.Admin.Conversations;

/// <summary>Where a conversation stands, as stored.</summary>
internal static class ConversationStatus
{
    public const long Open = 0;
    public const long Resolved = 1;

    /// <summary>A bot's, until it hands over.</summary>
    public const long Pending = 2;

    /// <summary>Out of sight until a time, or until the contact writes.</summary>
    public const long Snoozed = 3;

    /// <summary>By the name that clients know.</summary>
    public static IReadOnlyDictionary<string, long> ByName { get; } = new Dictionary<string, long>(StringComparer.Ordinal)
    {
        ["open"] = Open,
        ["resolved"] = Resolved,
        ["pending"] = Pending,
        ["snoozed"] = Snoozed,
    };

    public static string Name(long status) => status switch
    {
        Open => "open",
        Resolved => "resolved",
        Pending => "pending",
        _ => "snoozed",
    };
}
