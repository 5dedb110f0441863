namespace OneLink.Admin.Conversations;

/// <summary>How soon a conversation wants an answer, as stored; null for no matter.</summary>
internal static class ConversationPriority
{
    private static readonly string[] Names = ["low", "medium", "high", "urgent"];

    /// <summary>By the name that clients know.</summary>
    public static IReadOnlyDictionary<string, long> ByName { get; }
        = Names.Index().ToDictionary(named => named.Item, named => (long)named.Index, StringComparer.Ordinal);

    public static string? Name(long? priority) => priority is { } value ? Names[value] : null;
}
