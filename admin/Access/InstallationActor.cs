namespace OneLink.Admin.Access;

/// <summary>Who changes something of the installation, as whoever runs it may.</summary>
/// <param name="Kind">One of <see cref="ActorKind"/>.</param>
/// <param name="Id">Id of the user; empty for the command line.</param>
/// <param name="Name">As called at the time.</param>
/// <param name="RequestId">The request that asked for the change; null where none did.</param>
internal sealed record InstallationActor(string Kind, string Id, string Name, string? RequestId)
{
    /// <summary>Whoever has a shell on the machine.</summary>
    public static InstallationActor CommandLine { get; } = new(ActorKind.System, "", "OneLink", RequestId: null);

    /// <summary>The same as one who changes an account's things.</summary>
    public Actor In(long accountId) => new(accountId, Kind, Id, Name, RequestId);
}
