namespace OneLink.Admin.Access.AccessTokens;

/// <summary>Whose a token is.</summary>
internal readonly record struct TokenOwner(TokenOwnerKind Kind, long Id)
{
    public static TokenOwner User(long id) => new(TokenOwnerKind.User, id);

    public static TokenOwner AgentBot(long id) => new(TokenOwnerKind.AgentBot, id);

    public static TokenOwner PlatformApp(long id) => new(TokenOwnerKind.PlatformApp, id);

    /// <summary>The kind as stored.</summary>
    public string StoredKind => Kind switch
    {
        TokenOwnerKind.User => "user",
        TokenOwnerKind.AgentBot => "agent_bot",
        _ => "platform_app",
    };

    public static TokenOwner FromStored(string kind, long id) => kind switch
    {
        "user" => User(id),
        "agent_bot" => AgentBot(id),
        _ => PlatformApp(id),
    };
}
