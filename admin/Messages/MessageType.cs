namespace OneLink.Admin.Messages;

/// <summary>Where a message comes from, as stored.</summary>
internal static class MessageType
{
    public const long Incoming = 0;
    public const long Outgoing = 1;

    /// <summary>Tells what happened to the conversation.</summary>
    public const long Activity = 2;

    /// <summary>Sent by the system in the account's name: greetings, surveys.</summary>
    public const long Template = 3;

    public static string Name(long type) => type switch
    {
        Incoming => "incoming",
        Outgoing => "outgoing",
        Activity => "activity",
        _ => "template",
    };
}
