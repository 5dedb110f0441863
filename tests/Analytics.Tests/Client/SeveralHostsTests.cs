using System.Net;
using OneLink.Analytics.Client;

namespace OneLink.Analytics.Tests.Client;

/// <summary>Which of several hosts is asked, and what is sent twice. The hosts are a handler that fails as told.</summary>
public sealed class SeveralHostsTests : IDisposable
{
    private readonly SteppedClock _clock = new();
    private readonly Hosts _hosts = new();
    private readonly List<HostChange> _changes = [];
    private ClickHouseClient? _client;

    public void Dispose() => _client?.Dispose();

    [Fact]
    public async Task Query_HostGoesAndComesBack_AsksTheFirstAgainAndTellsOfEachChangeOnce()
    {
        var client = Client();
        _hosts.Fail = static host => host == "a" ? Refused() : null;
        for (var i = 0; i < 3; i++)
        {
            await client.PingAsync(CancellationToken.None);
        }

        Assert.Equal(["a", "b", "b", "b"], _hosts.TakeAsked());
        var change = Assert.Single(_changes);
        Assert.Equal(("http://a", "http://b", 1), (change.From.ToString(), change.To.ToString(), client.HostChanges));
        Assert.Contains("a", change.Reason, StringComparison.Ordinal);

        // Not before its time, and by no request that anybody waits for.
        _hosts.Fail = static _ => null;
        await client.PingAsync(CancellationToken.None);
        Assert.Equal(["b"], _hosts.TakeAsked());
        _clock.Advance(HostChoice.LookAgainAfter);
        await client.PingAsync(CancellationToken.None);
        await UntilAsync(() => client.Host.Index == 0);
        await client.PingAsync(CancellationToken.None);

        Assert.Equal("a", _hosts.TakeAsked()[^1]);
        Assert.Equal((2, null, "http://a"), (_changes.Count, _changes[1].Reason, _changes[1].To.ToString()));
    }

    [Fact]
    public async Task Query_AllAway_TellsOfNoChange()
    {
        var client = Client();
        _hosts.Fail = static _ => Refused();

        await Assert.ThrowsAsync<ClickHouseException>(() => client.PingAsync(CancellationToken.None));

        Assert.Equal(["a", "b"], _hosts.TakeAsked());
        Assert.Empty(_changes);
    }

    [Theory]
    [InlineData(null, false, "a")]
    [InlineData(null, true, "a b")]
    [InlineData("c", false, "a b")]
    public async Task Insert_FirstHostFails_GoesOnOnlyWhereNothingCanBeStoredTwice(string? cluster, bool isUnsent, string asked)
    {
        var client = Client(cluster);
        _hosts.Fail = host => host == "a" ? (isUnsent ? Refused() : Broken()) : null;

        var failure = await Record.ExceptionAsync(() => client.InsertAsync("t", "n", new byte[1], "token", CancellationToken.None));

        Assert.Equal(asked, string.Join(' ', _hosts.TakeAsked()));
        Assert.Equal(asked == "a", failure is ClickHouseException { IsTransient: true, IsUnsent: false });
    }

    [Fact]
    public async Task Insert_ForOneHost_GoesToNoOther()
    {
        var client = Client();
        _hosts.Fail = static host => host == "b" ? Refused() : null;

        var failure = await Assert.ThrowsAsync<ClickHouseException>(
            () => client.InsertAsync("t", "n", new byte[1], "token", client.Hosts[1], CancellationToken.None));

        Assert.True(failure.IsUnsent);
        Assert.Equal(["b"], _hosts.TakeAsked());
    }

    /// <summary>It may have happened; twice may be something else. A gateway's error says no more than silence.</summary>
    [Fact]
    public async Task Execute_Unanswered_IsNotRunElsewhereAndAQueryIs()
    {
        var client = Client();
        _hosts.Fail = static host => host == "a" ? null : Broken();
        _hosts.Answer = static host => host == "a" ? HttpStatusCode.BadGateway : HttpStatusCode.OK;

        await Assert.ThrowsAsync<ClickHouseException>(() => client.ExecuteAsync("INSERT INTO a SELECT 1", CancellationToken.None));
        Assert.Equal(["a"], _hosts.TakeAsked());

        _hosts.Fail = static _ => null;
        (await client.QueryAsync("SELECT 1", ClickHouseParameters.None, ClickHouseFormats.TabSeparated, CancellationToken.None)).Dispose();
        Assert.Equal(["b"], _hosts.TakeAsked());
    }

    [Fact]
    public async Task Request_OnACluster_SaysWhatStatementsMeanThereUnlessTheCallerDoes()
    {
        var client = Client("c");
        var options = new ClickHouseQueryOptions { Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["distributed_product_mode"] = "local" } };

        await client.ExecuteAsync("SELECT 1", ClickHouseParameters.None, options, CancellationToken.None);
        await client.InsertAsync("t", "n", new byte[1], "token", CancellationToken.None);

        Assert.Equal(
            ["distributed_product_mode=local&distributed_foreground_insert=1", "distributed_foreground_insert=1&distributed_product_mode=global"],
            _hosts.Queries.Select(query => string.Join('&', query.Split('&').Where(part => part.StartsWith("distributed_", StringComparison.Ordinal)))));
    }

    [Fact]
    public void Mark_OfAnAddress_IsTheSameAtAnyPlace()
    {
        var client = Client();
        var host = new ClickHouseHost(7, new Uri("http://b/"));

        Assert.Equal(1, client.HostOf(host.Mark)!.Index);
        Assert.Null(client.HostOf(new ClickHouseHost(0, new Uri("http://b:8124/")).Mark));
        Assert.Null(client.HostOf(0));
    }

    private ClickHouseClient Client(string? cluster = null) => _client = new ClickHouseClient(
        new ClickHouseOptions { Endpoints = [new Uri("http://a/"), new Uri("http://b/")], Cluster = cluster, HostChanged = _changes.Add }, _clock, _hosts);

    private static HttpRequestException Refused() => new(HttpRequestError.ConnectionError, "refused");

    private static HttpRequestException Broken() => new(HttpRequestError.ResponseEnded, "broken");

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }

    private sealed class SteppedClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _ticks);

        public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
    }

    private sealed class Hosts : HttpMessageHandler
    {
        private readonly Lock _lock = new();
        private readonly List<string> _asked = [];

        public Func<string, Exception?> Fail { get; set; } = static _ => null;

        public Func<string, HttpStatusCode> Answer { get; set; } = static _ => HttpStatusCode.OK;

        public List<string> Queries { get; } = [];

        public List<string> TakeAsked()
        {
            lock (_lock)
            {
                List<string> asked = [.. _asked];
                _asked.Clear();
                return asked;
            }
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var host = request.RequestUri!.Host;
            lock (_lock)
            {
                _asked.Add(host);
                Queries.Add(request.RequestUri.Query);
            }

            return Fail(host) is { } failure
                ? Task.FromException<HttpResponseMessage>(failure)
                : Task.FromResult(new HttpResponseMessage(Answer(host)) { Content = new ByteArrayContent([]) });
        }
    }
}
