using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using OneLink.Analytics.Client;
using OneLink.Analytics.Tests.Embedded;

namespace OneLink.Analytics.Tests.Schema;

/// <summary>
/// The embedded engine with a cluster of two shards in its configuration, both of which are itself, and ClickHouse's own
/// stand-in for a keeper, in memory. What it does not do is said by the tests: ON CLUSTER (nothing runs the queue of such
/// statements) and writing to replicated tables (nothing listens for other replicas).
/// </summary>
public sealed partial class ClusterHost : IAsyncLifetime
{
    internal const string Cluster = "two";

    private const string Configuration = """
        <clickhouse>
          <tcp_port>1</tcp_port>
          <zookeeper><implementation>testkeeper</implementation><node><host>none</host><port>1</port></node></zookeeper>
          <macros><shard>01</shard><replica>one</replica></macros>
          <remote_servers>
            <two>
              <shard><internal_replication>true</internal_replication><replica><host>127.0.0.1</host><port>1</port></replica></shard>
              <shard><internal_replication>true</internal_replication><replica><host>127.0.0.1</host><port>1</port></replica></shard>
            </two>
          </remote_servers>
        </clickhouse>
        """;

    private readonly TestData _data = new();
    private HostProcess? _host;

    internal HostProcess Process => _host ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_data.Path, "clickhouse", "onelink.d")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "cluster.xml"), Configuration);
        _host = await HostProcess.StartAsync(_data.Path);
    }

    public async Task DisposeAsync()
    {
        await Process.DisposeAsync();
        _data.Dispose();
    }

    /// <summary>The client as the product has it on a cluster; what the engine cannot do is taken out of its statements on the way.</summary>
    internal ClickHouseClient Client(string database)
        => new(Process.Options(database) with { Cluster = Cluster }, TimeProvider.System, new OneHostHandler());

    /// <summary>Without the queue of statements for all hosts.</summary>
    internal static string OnThisHost(string statement) => statement.Replace($" ON CLUSTER `{Cluster}`", "", StringComparison.Ordinal);

    /// <summary>Without replicas as well.</summary>
    private static string Unreplicated(string statement) => Windows().Replace(Replicas().Replace(OnThisHost(statement), "ENGINE = ${engine}("), "non_replicated_deduplication_window = ${window}");

    [GeneratedRegex(@"ENGINE = Replicated(?<engine>\w*MergeTree)\('[^']*', '\{replica\}'(, )?", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Replicas();

    [GeneratedRegex(@"\breplicated_deduplication_window = (?<window>\d+), replicated_deduplication_window_seconds = \d+", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Windows();

    private sealed class OneHostHandler() : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { } content && !request.RequestUri!.Query.StartsWith("?query=", StringComparison.Ordinal))
            {
                var statement = await content.ReadAsStringAsync(cancellationToken);
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Unreplicated(statement)));
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
