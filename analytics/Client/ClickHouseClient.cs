using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;

namespace OneLink.Analytics.Client;

/// <summary>
/// ClickHouse over its HTTP interface; the same for the embedded engine, a server and a cluster. Safe for use by many
/// threads; keep one for the life of the process. Every failure is a <see cref="ClickHouseException"/>, except the
/// caller's own cancellation.
/// </summary>
public sealed class ClickHouseClient : IDisposable
{
    private readonly ClickHouseOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    /// <summary>Basic rather than ClickHouse's own headers, which take no more than ASCII.</summary>
    private readonly AuthenticationHeaderValue _authorization;

    /// <summary>Queries with a cause, which may ask several.</summary>
    private long _queries;

    private readonly HostChoice _hosts;
    private readonly ClusterStatements? _cluster;

    public ClickHouseClient(ClickHouseOptions options, TimeProvider time)
        : this(options, time, NewHandler(options))
    {
    }

    internal ClickHouseClient(ClickHouseOptions options, TimeProvider time, HttpMessageHandler handler)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfZero(options.Endpoints.Count, nameof(options));
        _options = options;
        _time = time;
        _hosts = new HostChoice(options.Endpoints, time, options.HostChanged);
        _cluster = options.Cluster is { } cluster ? new ClusterStatements(cluster, options.Database) : null;
        _authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{options.Password}")));
        // The time limit is kept per attempt below, as an answer may be streamed for longer than it took to begin.
        _http = new HttpClient(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
    }

    /// <summary>Database in which unqualified names are resolved.</summary>
    public string Database => _options.Database;

    public IReadOnlyList<ClickHouseHost> Hosts => _hosts.Hosts;

    /// <summary>The host that is asked now.</summary>
    public ClickHouseHost Host => _hosts.Current;

    /// <summary>Times that another host answered than before.</summary>
    public long HostChanges => _hosts.Changes;

    /// <summary>
    /// Whether what was sent to one host and not answered must not be sent to another: there are several, and nothing says
    /// that they share the tokens of batches.
    /// </summary>
    public bool BindsInserts => Hosts.Count > 1 && _cluster is null;

    /// <summary>Name of the cluster that the hosts are of; null where none is set.</summary>
    public string? Cluster => _options.Cluster;

    /// <summary>The host that a mark was written down for; null where it is no longer among the addresses, and so was given up.</summary>
    public ClickHouseHost? HostOf(uint mark) => Hosts.FirstOrDefault(host => host.Mark == mark);

    /// <summary>The name under which one host keeps its part of a table.</summary>
    public string PartOf(string table) => _cluster is null ? table : ClusterStatements.Local(table);

    /// <summary>Succeeds when a host answers. Checks neither user nor schema.</summary>
    public async Task PingAsync(CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, "ping", () => null, _options.Timeout, Reach.Any, at: null, cancellationToken);
    }

    /// <summary>Whether one host answers at once.</summary>
    public async Task<bool> AnswersAsync(ClickHouseHost host, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(host);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Address, "ping"));
            using var response = await AttemptAsync(request, LongestLook, cancellationToken);
            return true;
        }
        catch (ClickHouseException)
        {
            return false;
        }
    }

    /// <inheritdoc cref="InsertAsync(string, string, ReadOnlySequence{byte}, string, ClickHouseHost, CancellationToken)"/>
    public Task<ClickHouseSummary> InsertAsync(
        string table, string columns, ReadOnlyMemory<byte> rowBinary, string deduplicationToken, CancellationToken cancellationToken) =>
        InsertAsync(table, columns, new ReadOnlySequence<byte>(rowBinary), deduplicationToken, at: null, cancellationToken);

    /// <inheritdoc cref="InsertAsync(string, string, ReadOnlySequence{byte}, string, ClickHouseHost, CancellationToken)"/>
    public Task<ClickHouseSummary> InsertAsync(
        string table, string columns, ReadOnlySequence<byte> rowBinary, string deduplicationToken, CancellationToken cancellationToken) =>
        InsertAsync(table, columns, rowBinary, deduplicationToken, at: null, cancellationToken);

    /// <inheritdoc cref="InsertAsync(string, string, ReadOnlySequence{byte}, string, ClickHouseHost, CancellationToken)"/>
    public Task<ClickHouseSummary> InsertAsync(
        string table, string columns, ReadOnlyMemory<byte> rowBinary, string deduplicationToken, ClickHouseHost? at, CancellationToken cancellationToken) =>
        InsertAsync(table, columns, new ReadOnlySequence<byte>(rowBinary), deduplicationToken, at, cancellationToken);

    /// <summary>
    /// Inserts rows in RowBinary and returns when table and dependent views have them. Sent again with the same bytes and
    /// the same token, nothing is stored twice, neither in the table nor in its rollups, as long as the token is within
    /// the deduplication windows of all of them. The memory must stay unchanged until the task ends.
    /// </summary>
    /// <param name="table"><c>table</c> or <c>database.table</c>, of letters, digits and underscores.</param>
    /// <param name="columns">Column names separated by commas, in the order of the bytes.</param>
    /// <param name="rowBinary">The rows, one after the other.</param>
    /// <param name="deduplicationToken">Names this batch for ever.</param>
    /// <param name="at">
    /// The only host that may get them; null for the current one. What it did not answer is sent to no other one where hosts
    /// do not share tokens (<see cref="BindsInserts"/>): whoever sends it again does so to the same host.
    /// </param>
    /// <param name="cancellationToken">Ends the wait; whether the rows were stored is then unknown.</param>
    public Task<ClickHouseSummary> InsertAsync(
        string table, string columns, ReadOnlySequence<byte> rowBinary, string deduplicationToken, ClickHouseHost? at, CancellationToken cancellationToken)
        => InsertAsync(table, columns, ClickHouseFormats.RowBinary, rowBinary, deduplicationToken, at, cancellationToken);

    /// <summary>The same for rows as JSON objects, one a line: for few rows of many columns.</summary>
    public Task<ClickHouseSummary> InsertJsonAsync(
        string table, string columns, ReadOnlyMemory<byte> lines, string deduplicationToken, CancellationToken cancellationToken)
        => InsertJsonAsync(table, columns, lines, deduplicationToken, at: null, cancellationToken);

    /// <inheritdoc cref="InsertAsync(string, string, ReadOnlySequence{byte}, string, ClickHouseHost, CancellationToken)"/>
    public Task<ClickHouseSummary> InsertJsonAsync(
        string table, string columns, ReadOnlyMemory<byte> lines, string deduplicationToken, ClickHouseHost? at, CancellationToken cancellationToken)
        => InsertAsync(table, columns, ClickHouseFormats.JsonEachRow, new ReadOnlySequence<byte>(lines), deduplicationToken, at, cancellationToken);

    private async Task<ClickHouseSummary> InsertAsync(
        string table, string columns, string format, ReadOnlySequence<byte> rows, string deduplicationToken, ClickHouseHost? at, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(deduplicationToken);
        if (!Identifier.IsTable(table))
        {
            throw new ArgumentException($"'{table}' is no plain table name.", nameof(table));
        }

        if (!Identifier.IsColumnList(columns))
        {
            throw new ArgumentException($"'{columns}' is no list of plain column names.", nameof(columns));
        }

        var address = new RequestAddress()
            .Add("query", $"INSERT INTO {table} ({columns}) FORMAT {format}")
            .Add("database", _options.Database)
            // Since 26.x inserts are collected on the server by default, where neither tokens nor the wait mean the same.
            .Add("async_insert", "0")
            .Add("insert_deduplicate", "1")
            .Add("insert_deduplication_token", deduplicationToken)
            .Add("deduplicate_blocks_in_dependent_materialized_views", "1")
            .Add("wait_end_of_query", "1");
        AddClusterSettings(address, settings: null);
        using var response = await SendAsync(
            HttpMethod.Post,
            address.ToString(),
            () => new SequenceContent(rows, _options.Compression),
            _options.Timeout,
            BindsInserts ? Reach.Unsent : Reach.Any,
            at,
            cancellationToken);
        // The error of an insert can follow a status of 200 (a view failed after the table took the rows).
        var text = await ReadTextAsync(response, cancellationToken);
        if (text.StartsWith("Code: ", StringComparison.Ordinal))
        {
            throw ErrorText.ToException(response.StatusCode, codeHeader: null, text);
        }

        return ClickHouseSummary.Parse(response.Headers.TryGetValues("X-ClickHouse-Summary", out var summaries) ? summaries.Last() : null);
    }

    /// <summary>
    /// Runs a statement without rows to read, such as DDL, and waits for its end. On a cluster, what changes tables is run
    /// on all hosts (<see cref="ClusterStatements"/>). What a host did not answer is not run on another one: it may have
    /// happened, and only the caller knows what twice would mean.
    /// </summary>
    public Task ExecuteAsync(string sql, CancellationToken cancellationToken) =>
        ExecuteAsync(sql, ClickHouseParameters.None, ClickHouseQueryOptions.Default, cancellationToken);

    /// <inheritdoc cref="ExecuteAsync(string, CancellationToken)"/>
    public async Task ExecuteAsync(string sql, ClickHouseParameters parameters, ClickHouseQueryOptions options, CancellationToken cancellationToken)
    {
        foreach (var statement in _cluster?.Of(sql) ?? [sql])
        {
            using var response = await QueryAsync(statement, parameters, ClickHouseFormats.TabSeparated, options, Reach.Unsent, at: null, cancellationToken);
            await GuardAsync(DrainAsync(response.Body, cancellationToken), cancellationToken);
        }
    }

    /// <summary>Runs a query and gives its rows as a stream in <paramref name="format"/> (<see cref="ClickHouseFormats"/>).</summary>
    public Task<ClickHouseResponse> QueryAsync(string sql, ClickHouseParameters parameters, string format, CancellationToken cancellationToken) =>
        QueryAsync(sql, parameters, format, ClickHouseQueryOptions.Default, cancellationToken);

    /// <inheritdoc cref="QueryAsync(string, ClickHouseParameters, string, CancellationToken)"/>
    public Task<ClickHouseResponse> QueryAsync(
        string sql, ClickHouseParameters parameters, string format, ClickHouseQueryOptions options, CancellationToken cancellationToken)
        => QueryAsync(sql, parameters, format, options, Reach.Any, at: null, cancellationToken);

    private async Task<ClickHouseResponse> QueryAsync(
        string sql, ClickHouseParameters parameters, string format, ClickHouseQueryOptions options, Reach reach, ClickHouseHost? at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(options);
        var limit = options.MaxExecutionTime ?? _options.Timeout;
        var address = new RequestAddress()
            .Add("database", options.Database ?? _options.Database)
            .Add("default_format", format)
            .Add("max_execution_time", limit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture))
            .Add("wait_end_of_query", options.WaitForEnd ? "1" : "0");
        if (_options.Compression)
        {
            address.Add("enable_http_compression", "1");
        }

        foreach (var (name, value) in options.Settings ?? EmptySettings)
        {
            address.Add(name, value);
        }

        AddClusterSettings(address, options.Settings);
        if (_options.Cause?.Invoke() is { } cause)
        {
            // No two that run at once may have the same.
            address.Add("query_id", string.Create(CultureInfo.InvariantCulture, $"{cause}.{Interlocked.Increment(ref _queries)}"));
        }

        // The statement travels in the body, which has no length limit; parameters are short and travel in the address.
        var body = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(sql));
        var response = await SendAsync(HttpMethod.Post, address.Add(parameters).ToString(), () => new SequenceContent(body, gzip: false), Patience(options), reach, at, cancellationToken);
        return new ClickHouseResponse(response, await response.Content.ReadAsStreamAsync(cancellationToken));
    }

    /// <summary>Runs a query and gives all its rows. For results that are known to be small.</summary>
    public Task<List<T>> QueryRowsAsync<T>(string sql, ClickHouseParameters parameters, RowMapper<T> map, CancellationToken cancellationToken)
        => QueryRowsAsync(sql, parameters, map, at: null, cancellationToken);

    /// <summary>The same of one host alone; of the current one where it is null.</summary>
    public async Task<List<T>> QueryRowsAsync<T>(string sql, ClickHouseParameters parameters, RowMapper<T> map, ClickHouseHost? at, CancellationToken cancellationToken)
    {
        using var response = await QueryAsync(sql, parameters, ClickHouseFormats.JsonCompactEachRow, ClickHouseQueryOptions.Default, Reach.Any, at, cancellationToken);
        var rows = new List<T>();
        var lines = new LineReader(response.Body);
        while (await GuardAsync(lines.ReadAsync(rows, map, cancellationToken), cancellationToken))
        {
        }

        return rows;
    }

    /// <summary>Runs a query and gives its rows as they arrive, for results of any size.</summary>
    public async IAsyncEnumerable<T> StreamRowsAsync<T>(
        string sql, ClickHouseParameters parameters, RowMapper<T> map, ClickHouseQueryOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await QueryAsync(sql, parameters, ClickHouseFormats.JsonCompactEachRow, options, cancellationToken);
        var rows = new List<T>();
        var lines = new LineReader(response.Body);
        bool more;
        do
        {
            rows.Clear();
            more = await GuardAsync(lines.ReadAsync(rows, map, cancellationToken), cancellationToken);
            foreach (var row in rows)
            {
                yield return row;
            }
        }
        while (more);
    }

    public void Dispose() => _http.Dispose();

    private static readonly Dictionary<string, string> EmptySettings = [];

    /// <summary>ClickHouse notices the end of a statement's time at its next block, and says so itself.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>For a host that is only looked at.</summary>
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(2);

    private static SocketsHttpHandler NewHandler(ClickHouseOptions options) => new()
    {
        // A name behind which servers come and go is looked up again this often.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        AutomaticDecompression = options?.Compression == true ? DecompressionMethods.GZip : DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        AllowAutoRedirect = false,
    };

    /// <summary>Which failures may be followed by another host's try.</summary>
    private enum Reach
    {
        /// <summary>All that are the host's and not the request's: asking twice changes nothing.</summary>
        Any,

        /// <summary>Those after which certainly nothing has arrived.</summary>
        Unsent,
    }

    /// <summary>Sends to the current host, or to <paramref name="at"/> alone.</summary>
    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string address, Func<HttpContent?> newContent, TimeSpan patience, Reach reach, ClickHouseHost? at, CancellationToken cancellationToken)
    {
        LookBack();
        var host = at ?? _hosts.Current;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var request = new HttpRequestMessage(method, new Uri(host.Address, address)) { Content = newContent() };
                var response = await AttemptAsync(request, patience, cancellationToken);
                _hosts.Answered(host);
                return response;
            }
            catch (ClickHouseException failure) when (failure is { IsTransient: true, IsOfTheStatement: false })
            {
                var next = _hosts.Failed(host, failure.Message);
                if (at is not null || attempt == Hosts.Count || (reach == Reach.Unsent && !failure.IsUnsent))
                {
                    throw;
                }

                host = next;
            }
        }
    }

    /// <summary>Goes back to an earlier host of the list once it answers. No request waits for that.</summary>
    private void LookBack()
    {
        if (_hosts.TakeLook() is { Count: > 0 } earlier)
        {
            _ = LookBackAsync(earlier);
        }
    }

    private async Task LookBackAsync(IReadOnlyList<ClickHouseHost> earlier)
    {
        ClickHouseHost? back = null;
        try
        {
            foreach (var host in earlier)
            {
                if (await AnswersAsync(host, CancellationToken.None))
                {
                    back = host;
                    break;
                }
            }
        }
        catch (ObjectDisposedException)
        {
            // The client's life is over.
        }
        finally
        {
            _hosts.EndLook(back);
        }
    }

    /// <summary>
    /// On a cluster an insert returns when the shards have the rows, a statement over several tables means what it means on
    /// one server, and INSERT … SELECT is made whole before it is spread. See docs/decisions/0017-clickhouse-cluster.md.
    /// </summary>
    private void AddClusterSettings(RequestAddress address, IReadOnlyDictionary<string, string>? settings)
    {
        if (_cluster is null)
        {
            return;
        }

        foreach (var (name, value) in ClusterStatements.Settings)
        {
            if (settings?.ContainsKey(name) != true)
            {
                address.Add(name, value);
            }
        }
    }

    private async Task<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_options.User.Length > 0)
        {
            request.Headers.Authorization = _authorization;
        }

        using var limit = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var codeHeader = response.Headers.TryGetValues("X-ClickHouse-Exception-Code", out var codes) ? codes.First() : null;
            if (response.IsSuccessStatusCode && codeHeader is null)
            {
                return response;
            }

            using (response)
            {
                throw ErrorText.ToException(response.StatusCode, codeHeader, await ReadTextAsync(response, either.Token));
            }
        }
        catch (OperationCanceledException expiry) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ClickHouseException($"No answer from {Address(request)} within {patience.TotalSeconds:0.#} s.", expiry);
        }
        catch (OperationCanceledException expiry) when (!cancellationToken.IsCancellationRequested)
        {
            // The handler's own limit, for making the connection.
            throw new ClickHouseException($"No connection to {Address(request)} in time.", expiry) { IsUnsent = true };
        }
        // HttpClient lets a connection that is reset right after it was made come through as a bare SocketException.
        catch (Exception failure) when (failure is HttpRequestException or SocketException or IOException)
        {
            throw new ClickHouseException($"No answer from {Address(request)}: {failure.Message}", failure)
            {
                IsUnsent = failure is HttpRequestException
                {
                    HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
                },
            };
        }
    }

    /// <summary>
    /// An answer that starts at its end may take as long as its statement may. Giving up before would leave a long
    /// statement of a migration running while it is tried again.
    /// </summary>
    private TimeSpan Patience(ClickHouseQueryOptions options)
        => options is { WaitForEnd: true, MaxExecutionTime: { } limit } && limit + Grace > _options.Timeout ? limit + Grace : _options.Timeout;

    private static string Address(HttpRequestMessage request) => request.RequestUri!.GetLeftPart(UriPartial.Authority);

    /// <summary>At most this much of an error or of an insert's answer is read.</summary>
    private const int MaxTextBytes = 64 * 1024;

    private static async Task<string> ReadTextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var bytes = ArrayPool<byte>.Shared.Rent(MaxTextBytes);
        try
        {
            var length = await GuardAsync(new ValueTask<int>(body.ReadAtLeastAsync(bytes.AsMemory(0, MaxTextBytes), MaxTextBytes, throwOnEndOfStream: false, cancellationToken).AsTask()), cancellationToken);
            return Encoding.UTF8.GetString(bytes, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static async ValueTask<bool> DrainAsync(Stream body, CancellationToken cancellationToken)
    {
        await body.CopyToAsync(Stream.Null, cancellationToken);
        return true;
    }

    /// <summary>A connection that breaks in the middle of an answer is a failure of ClickHouse, as one before it.</summary>
    private static async ValueTask<T> GuardAsync<T>(ValueTask<T> read, CancellationToken cancellationToken)
    {
        try
        {
            return await read;
        }
        catch (IOException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ClickHouseException("ClickHouse broke off in the middle of its answer.", failure);
        }
    }
}
