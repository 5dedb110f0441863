namespace OneLink.Admin.Access.AccessTokens;

/// <summary>Who can hold an access token. Decides which API it opens.</summary>
internal enum TokenOwnerKind
{
    User,
    AgentBot,
    PlatformApp,
}
