namespace OneLink.Admin.Messages;

/// <summary>Who can send a message, as stored.</summary>
internal static class SenderKind
{
    public const string User = "user";
    public const string Contact = "contact";
    public const string AgentBot = "agent_bot";
}
