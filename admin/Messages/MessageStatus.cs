namespace OneLink.Admin.Messages;

/// <summary>How far a message has come, as stored.</summary>
internal static class MessageStatus
{
    public const long Sent = 0;
    public const long Delivered = 1;
    public const long Read = 2;
    public const long Failed = 3;

    /// <summary>
    /// Whether a receipt tells anything new: messages come further and never back. One that has arrived has not failed, and one
    /// that has failed may turn out to have arrived.
    /// </summary>
    public static bool IsProgress(long from, long to) => (from, to) switch
    {
        (Sent, Failed) => true,
        (Delivered or Read, Failed) => false,
        (Failed, _) => to != Failed,
        _ => to > from,
    };

    private static readonly string[] Names = ["sent", "delivered", "read", "failed"];

    public static string Name(long status) => Names[status];

    /// <returns>Null for a name that is none.</returns>
    public static long? Parse(string? name) => Array.IndexOf(Names, name) is >= 0 and var status ? status : null;
}
