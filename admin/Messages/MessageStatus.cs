namespace OneLink.Admin.Messages;

/// <summary>How far a message has come, as stored.</summary>
internal static class MessageStatus
{
    public const long Sent = 0;
    public const long Delivered = 1;
    public const long Read = 2;
    public const long Failed = 3;

    private static readonly string[] Names = ["sent", "delivered", "read", "failed"];

    public static string Name(long status) => Names[status];

    /// <returns>Null for a name that is none.</returns>
    public static long? Parse(string? name) => Array.IndexOf(Names, name) is >= 0 and var status ? status : null;
}
