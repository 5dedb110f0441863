namespace OneLink.Admin.Channels.Receiving;

/// <summary>Words that, as the whole of a message, mean that somebody wants no more messages, or wants them again.</summary>
internal static class OptOutWords
{
    private static readonly HashSet<string> Out = new(StringComparer.OrdinalIgnoreCase)
    {
        "stop", "/stop", "stopall", "stop all", "unsubscribe", "optout", "opt out", "opt-out", "إيقاف", "ايقاف",
    };

    private static readonly HashSet<string> In = new(StringComparer.OrdinalIgnoreCase)
    {
        "start", "/start", "unstop", "subscribe", "optin", "opt in", "opt-in",
    };

    /// <returns>Whether it is a wish for silence, or for the end of it; null where it is neither.</returns>
    public static bool? WishOf(string? text)
    {
        var word = text?.Trim().TrimEnd('.', '!').Trim() ?? "";
        return Out.Contains(word) ? true : In.Contains(word) ? false : null;
    }
}
