using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Stats;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Stats;

public sealed class StatsTurnsTests(StatsServerFixture fixture) : IClassFixture<StatsServerFixture>
{
    private const int Waiting = 64;
    private readonly StatsServer _server = fixture.Server;

    [Fact]
    public async Task Enter_AllPlacesTaken_WaitsForTheNextFreeOne()
    {
        var turns = new StatsTurns(TimeProvider.System);
        using var first = await turns.EnterAsync(1, CancellationToken.None);
        using var second = await turns.EnterAsync(1, CancellationToken.None);

        var third = turns.EnterAsync(1, CancellationToken.None);
        var other = turns.EnterAsync(2, CancellationToken.None);

        Assert.True(other.IsCompletedSuccessfully);
        Assert.False(third.IsCompleted);
        first!.Dispose();
        Assert.NotNull(await third);
    }

    [Fact]
    public async Task Enter_WaitTooLong_IsNull()
    {
        var turns = new StatsTurns(new HastyClock());
        using var first = await turns.EnterAsync(1, CancellationToken.None);
        using var second = await turns.EnterAsync(1, CancellationToken.None);

        Assert.Null(await turns.EnterAsync(1, CancellationToken.None));
    }

    [Fact]
    public async Task Enter_CallerGoes_GivesUpItsPlaceInTheQueue()
    {
        var turns = new StatsTurns(TimeProvider.System);
        using var first = await turns.EnterAsync(1, CancellationToken.None);
        using var second = await turns.EnterAsync(1, CancellationToken.None);
        using var gone = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, Waiting).Select(_ => turns.EnterAsync(1, gone.Token)).ToList();
        Assert.Null(await turns.EnterAsync(1, CancellationToken.None));

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
        var next = turns.EnterAsync(1, CancellationToken.None);

        Assert.False(next.IsCompleted);
        first!.Dispose();
        Assert.NotNull(await next);
    }

    [OneAdminTheory]
    [InlineData("/stats?period=7d")]
    [InlineData("/stats?period=7d&format=csv")]
    [InlineData("/clicks")]
    [InlineData("/clicks/orphans")]
    public async Task Get_MoreAtOnceThanMayWait_Is429AndTheOthersAreAnswered(string path)
    {
        var turns = _server.Admin.Services.GetRequiredService<StatsTurns>();
        var account = _server.Admin.Credentials["accountId"]!.GetValue<long>();
        List<Task<HttpResponseMessage>> asked;
        using (await turns.EnterAsync(account, CancellationToken.None))
        using (await turns.EnterAsync(account, CancellationToken.None))
        {
            asked = [.. Enumerable.Range(0, Waiting + 1).Select(_ => _server.Admin.Client.GetAsync(new Uri(path, UriKind.Relative)))];
            using var refused = await await Task.WhenAny(asked);
            asked.RemoveAll(answer => answer.IsCompleted);
            var problem = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!;

            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.EndsWith("/stats-busy", problem["type"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.True(refused.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        }

        foreach (var answer in await Task.WhenAll(asked))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            answer.Dispose();
        }
    }
}
