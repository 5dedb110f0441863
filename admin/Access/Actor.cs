namespace OneLink.Admin.Access;

/// <summary>Who makes a change.</summary>
/// <param name="AccountId">Whose things are changed.</param>
/// <param name="Kind">One of <see cref="ActorKind"/>.</param>
/// <param name="Id">Id of the key, user or platform app; empty for the system.</param>
/// <param name="Name">As called at the time; it may be gone when somebody asks.</param>
/// <param name="RequestId">The request that asked for the change; null where none did.</param>
internal sealed record Actor(long AccountId, string Kind, string Id, string Name, string? RequestId)
{
    /// <summary>OneLink itself, for what nobody asked for by a request.</summary>
    public static Actor System(long accountId) => new(accountId, ActorKind.System, "", "OneLink", RequestId: null);
}
