namespace OneLink.Admin.PlatformApps;

/// <summary>Kinds of what a platform app can be let at, as stored.</summary>
internal static class PermissibleKind
{
    public const string Account = "account";
    public const string User = "user";
    public const string AgentBot = "agent_bot";

    public static bool IsKnown(string kind) => kind is Account or User or AgentBot;
}
