namespace OneLink.Admin.Tests.Redis;

public sealed class TwoAdminsFixture : IAsyncLifetime
{
    internal TwoAdmins Admins { get; private set; } = null!;

    public async Task InitializeAsync() => Admins = await TwoAdmins.StartAsync(isPatient: true, "--ONELINK_VISITOR_ADDRESS_LIMIT=1");

    public async Task DisposeAsync() => await Admins.DisposeAsync();
}
