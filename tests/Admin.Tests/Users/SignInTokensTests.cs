using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Users;

namespace OneLink.Admin.Tests.Users;

public sealed class SignInTokensTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private readonly ManualClock _clock = new(TimeProvider.System.GetUtcNow());

    private SignInTokens Tokens => new(fixture.Server.Services.GetRequiredService<IDatabase>(), _clock);

    [Fact]
    public async Task Consume_WithinFiveMinutes_WorksOnce()
    {
        var person = await Tenant.StrangerAsync(fixture.Server);
        var token = await Tokens.IssueAsync(person.User.Id, CancellationToken.None);
        _clock.Now += TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1);

        Assert.Equal(person.User.Id, (await Tokens.ConsumeAsync(person.User.Email, token, CancellationToken.None))?.Id);
        Assert.Null(await Tokens.ConsumeAsync(person.User.Email, token, CancellationToken.None));
    }

    [Fact]
    public async Task Consume_AfterFiveMinutes_IsRefused()
    {
        var person = await Tenant.StrangerAsync(fixture.Server);
        var token = await Tokens.IssueAsync(person.User.Id, CancellationToken.None);
        _clock.Now += TimeSpan.FromMinutes(5);

        Assert.Null(await Tokens.ConsumeAsync(person.User.Email, token, CancellationToken.None));
    }

    [Fact]
    public async Task Consume_AnothersToken_IsRefusedAndStaysHis()
    {
        var (person, other) = (await Tenant.StrangerAsync(fixture.Server), await Tenant.StrangerAsync(fixture.Server));
        var token = await Tokens.IssueAsync(person.User.Id, CancellationToken.None);

        Assert.Null(await Tokens.ConsumeAsync(other.User.Email, token, CancellationToken.None));
        Assert.NotNull(await Tokens.ConsumeAsync(person.User.Email, token, CancellationToken.None));
    }

    [Fact]
    public async Task Issue_Again_LeavesEarlierOnesAsTheyAre()
    {
        var person = await Tenant.StrangerAsync(fixture.Server);
        var first = await Tokens.IssueAsync(person.User.Id, CancellationToken.None);
        var second = await Tokens.IssueAsync(person.User.Id, CancellationToken.None);

        Assert.NotEqual(first, second);
        Assert.NotNull(await Tokens.ConsumeAsync(person.User.Email, first, CancellationToken.None));
        Assert.NotNull(await Tokens.ConsumeAsync(person.User.Email, second, CancellationToken.None));
    }
}
