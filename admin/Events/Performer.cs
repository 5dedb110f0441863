namespace OneLink.Admin.Events;

/// <summary>Who did it; the system where there is none.</summary>
/// <param name="Kind">One of the constants.</param>
/// <param name="Id">Id of the user, bot, contact or rule.</param>
internal sealed record Performer(string Kind, long Id)
{
    public const string User = "user";
    public const string AgentBot = "agent_bot";
    public const string Contact = "contact";
    public const string PlatformApp = "platform_app";

    /// <summary>An automation rule: what it does fires no rule again. Macros are the deeds of whoever executes them.</summary>
    public const string AutomationRule = "automation_rule";
}
