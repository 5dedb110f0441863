using System.Net;
using System.Net.Sockets;
using System.Text;
using OneLink.Analytics.Client;
using OneLink.Analytics.Tests.Embedded;

namespace OneLink.Analytics.Tests.Client;

public sealed class ClickHouseClientTests(SharedHost shared) : IClassFixture<SharedHost>
{
    [Fact]
    public async Task Query_FirstEndpointAway_AsksTheNext()
    {
        using var client = NewClient(new Uri($"http://127.0.0.1:{LoopbackPorts.Next()}/"), shared.Process.Address);

        await client.PingAsync(CancellationToken.None);
        await client.ExecuteAsync("SELECT 1", CancellationToken.None);
    }

    [Fact]
    public async Task Query_StatementIsWrong_AsksNoOther()
    {
        await using var other = new SilentServer();
        using var client = NewClient(shared.Process.Address, other.Address);

        var failure = await Assert.ThrowsAsync<ClickHouseException>(() => client.ExecuteAsync("SELEC 1", CancellationToken.None));

        Assert.Equal(ClickHouseFailure.Rejected, failure.Failure);
        Assert.Equal(0, other.Connections);
    }

    [Fact]
    public async Task Query_EveryEndpointAway_IsTransient()
    {
        using var client = NewClient(new Uri($"http://127.0.0.1:{LoopbackPorts.Next()}/"), new Uri($"http://127.0.0.1:{LoopbackPorts.Next()}/"));

        var failure = await Assert.ThrowsAsync<ClickHouseException>(() => client.PingAsync(CancellationToken.None));

        Assert.Equal((true, ClickHouseException.NoAnswer), (failure.IsTransient, failure.Code));
        Assert.DoesNotContain(HostProcess.Password, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_ConnectionIsResetAsItIsMade_IsTransient()
    {
        var options = new ClickHouseOptions { Endpoints = [new Uri("http://127.0.0.1:1/")] };
        using var client = new ClickHouseClient(options, TimeProvider.System, new BareFailure());

        var failure = await Assert.ThrowsAsync<ClickHouseException>(() => client.PingAsync(CancellationToken.None));

        Assert.True(failure.IsTransient);
    }

    /// <summary>By its id a query is found in ClickHouse's log; a server takes no two of one id at once.</summary>
    [Fact]
    public async Task Query_WithACause_NamesItInItsId()
    {
        var addresses = new Addresses();
        using var client = new ClickHouseClient(
            new ClickHouseOptions { Endpoints = [new Uri("http://127.0.0.1:1/")], Cause = static () => "req_1" }, TimeProvider.System, addresses);

        await client.ExecuteAsync("SELECT 1", CancellationToken.None);
        await client.ExecuteAsync("SELECT 1", CancellationToken.None);

        Assert.Equal(["query_id=req_1.1", "query_id=req_1.2"], addresses.Asked.Select(address => address.Query.Split('&').Single(part => part.StartsWith("query_id=", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Query_NoAnswerInTime_IsTransient()
    {
        await using var server = new SilentServer();
        using var client = new ClickHouseClient(
            new ClickHouseOptions { Endpoints = [server.Address], Timeout = TimeSpan.FromMilliseconds(300) }, TimeProvider.System);

        var failure = await Assert.ThrowsAsync<ClickHouseException>(() => client.PingAsync(CancellationToken.None));

        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task Query_CallerCancels_IsCancelled()
    {
        await using var server = new SilentServer();
        using var client = NewClient(server.Address);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.PingAsync(cancel.Token));
    }

    [Theory]
    [InlineData("a; DROP TABLE b", "n")]
    [InlineData("a.b.c", "n")]
    [InlineData("", "n")]
    [InlineData("a", "n) SELECT 1 --")]
    [InlineData("a", "n,")]
    [InlineData("a", "")]
    public async Task Insert_NamesThatAreNone_Throw(string table, string columns)
    {
        using var client = shared.Process.Client();

        await Assert.ThrowsAsync<ArgumentException>(() => client.InsertAsync(table, columns, new byte[1], "token", CancellationToken.None));
    }

    [Fact]
    public async Task Insert_Summary_CountsTheRows()
    {
        using var client = await shared.NewDatabaseAsync();
        await client.ExecuteAsync("CREATE TABLE t (n UInt64) ENGINE = MergeTree ORDER BY n", CancellationToken.None);

        var summary = await client.InsertAsync($"{client.Database}.t", "n", InsertTests.Numbers(0, 123), "token", CancellationToken.None);

        Assert.Equal(123, summary.WrittenRows);
    }

    [Fact]
    public async Task Query_RawAnswer_StreamsTheFormat()
    {
        using var client = shared.Process.Client();

        using var answer = await client.QueryAsync(
            "SELECT number AS n FROM numbers(3)", ClickHouseParameters.None, ClickHouseFormats.CsvWithNames,
            new ClickHouseQueryOptions { WaitForEnd = false, Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["max_threads"] = "1" } },
            CancellationToken.None);

        using var text = new StreamReader(answer.Body, Encoding.UTF8);
        Assert.Equal("\"n\"\n0\n1\n2\n", await text.ReadToEndAsync());
        Assert.Equal("text/csv; charset=UTF-8; header=present", answer.ContentType);
        Assert.Equal(3, answer.Summary.ReadRows);
        Assert.NotEmpty(answer.QueryId);
    }

    [Fact]
    public async Task Query_LongerThanAllowed_IsStoppedByTheServer()
    {
        using var client = shared.Process.Client();

        var failure = await Assert.ThrowsAsync<ClickHouseException>(() => client.ExecuteAsync(
            "SELECT count() FROM numbers(1000000000000)", ClickHouseParameters.None,
            new ClickHouseQueryOptions { MaxExecutionTime = TimeSpan.FromSeconds(1) }, CancellationToken.None));

        Assert.Equal(("TIMEOUT_EXCEEDED", true), (failure.Name, failure.IsTransient));
    }

    private static ClickHouseClient NewClient(params Uri[] endpoints) => new(
        new ClickHouseOptions { Endpoints = endpoints, User = HostProcess.User, Password = HostProcess.Password }, TimeProvider.System);

    /// <summary>Takes connections and says nothing.</summary>
    private sealed class SilentServer : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<Socket> _sockets = [];
        private readonly Task _accepting;

        internal SilentServer()
        {
            _listener.Start();
            _accepting = AcceptAsync();
        }

        internal Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

        internal int Connections => _sockets.Count;

        public async ValueTask DisposeAsync()
        {
            _listener.Dispose();
            await _accepting;
            _sockets.ForEach(socket => socket.Dispose());
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    _sockets.Add(await _listener.AcceptSocketAsync());
                }
            }
            catch (SocketException)
            {
                // The listener was stopped.
            }
            catch (ObjectDisposedException)
            {
                // The listener was stopped.
            }
        }
    }

    /// <summary>Fails as <see cref="SocketsHttpHandler"/> does when the other side resets a connection right after it was made: unwrapped.</summary>
    /// <summary>Notes what is asked and answers nothing.</summary>
    private sealed class Addresses : HttpMessageHandler
    {
        public List<Uri> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([]) });
        }
    }

    private sealed class BareFailure : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => throw new SocketException((int)SocketError.NotConnected);
    }
}
