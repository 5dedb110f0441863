using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using OneLink.Analytics.Client;

namespace OneLink.Analytics.Tests.Embedded;

public sealed class QueryTests(SharedHost shared) : IClassFixture<SharedHost>
{
    [Theory]
    [InlineData("SELECT * FROM nowhere", 404, 60, "UNKNOWN_TABLE")]
    [InlineData("SELEC 1", 400, 62, "SYNTAX_ERROR")]
    [InlineData("SELECT nonsense(1)", 404, 46, "UNKNOWN_FUNCTION")]
    [InlineData("SELECT {x:UInt8}", 500, 456, "UNKNOWN_QUERY_PARAMETER")]
    [InlineData("SELECT 1; SELECT 2", 400, 62, "SYNTAX_ERROR")]
    [InlineData("CREATE TABLE late (n UInt8) ENGINE = Memory; garbage", 400, 62, "SYNTAX_ERROR")]
    [InlineData("-- nothing", 400, 62, "SYNTAX_ERROR")]
    [InlineData("SELECT 1 INTO OUTFILE '/tmp/never'", 500, 358, "INTO_OUTFILE_NOT_ALLOWED")]
    [InlineData("SELECT sleep(3) SETTINGS max_execution_time = 1", 408, 159, "TIMEOUT_EXCEEDED")]
    [InlineData("SELECT number FROM numbers(100000000) FORMAT JSON", 500, 396, "TOO_MANY_ROWS_OR_BYTES")]
    public async Task Post_WrongStatement_AnswersAsAServerDoes(string sql, int status, int code, string name)
    {
        using var http = shared.Process.Http();

        using var answer = await http.PostAsync("", new StringContent(sql));

        var text = await answer.Content.ReadAsStringAsync();
        Assert.StartsWith($"Code: {code}. DB::Exception: ", text, StringComparison.Ordinal);
        Assert.Contains($"({name})", text, StringComparison.Ordinal);
        Assert.EndsWith("(version 26.7.2.1)\n", text, StringComparison.Ordinal);
        Assert.Equal(code.ToString(CultureInfo.InvariantCulture), Assert.Single(answer.Headers.GetValues("X-ClickHouse-Exception-Code")));
        Assert.Equal(status, (int)answer.StatusCode);
    }

    /// <summary>libchdb keeps what a failed statement had put out and gives it to the next one of the same connection.</summary>
    [Fact]
    public async Task Post_AfterAFailedStatement_ItsOutputIsNotInTheNextAnswer()
    {
        using var http = shared.Process.Http();
        for (var round = 0; round < 20; round++)
        {
            using var failed = await http.PostAsync("?default_format=JSON", new StringContent("SELECT throwIf(number = 200000) FROM numbers(1000000)"));
            Assert.Equal(500, (int)failed.StatusCode);
        }

        for (var round = 0; round < 20; round++)
        {
            Assert.Equal("mine\n", await http.GetStringAsync("?query=SELECT+'mine'"));
        }
    }

    [Fact]
    public async Task Post_Settings_CountForTheirRequestOnly()
    {
        using var http = shared.Process.Http();
        const string Ask = "SELECT getSetting('max_block_size'), getSetting('max_threads'), currentDatabase()";
        var before = await PostAsync(http, "", Ask);

        for (var round = 0; round < 20; round++)
        {
            Assert.Equal("77\t5\tsystem\n", await PostAsync(http, "?max_block_size=77&max_threads=5&database=system", Ask));
            Assert.Equal("", await PostAsync(http, "", "SET max_block_size = 78"));
            Assert.Equal("", await PostAsync(http, "", "USE system"));
            Assert.Equal("", await PostAsync(http, "", "CREATE TEMPORARY TABLE mine (n UInt8)"));
            Assert.Equal("79\n", await PostAsync(http, "", "SELECT getSetting('max_block_size') SETTINGS max_block_size = 79"));
        }

        for (var round = 0; round < 20; round++)
        {
            Assert.Equal(before, await PostAsync(http, "", Ask));
        }

        using var answer = await http.PostAsync("", new StringContent("SELECT * FROM mine"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("no_such_setting=1", 115)]
    [InlineData("max_threads=many", 27)]
    [InlineData("max_threads%3D1%2Cx=1", 115)]
    [InlineData("database=nowhere", 81)]
    [InlineData("database=a%60b", 81)]
    [InlineData("session_id=mine", 48)]
    [InlineData("decompress=1", 48)]
    [InlineData("query_id=a%0Ab", 36)]
    public async Task Post_WrongParameter_IsRefused(string parameter, int code)
    {
        using var http = shared.Process.Http();

        using var answer = await http.PostAsync($"?{parameter}", new StringContent("SELECT 1"));

        Assert.Equal(code.ToString(CultureInfo.InvariantCulture), Assert.Single(answer.Headers.GetValues("X-ClickHouse-Exception-Code")));
    }

    [Theory]
    [InlineData("CREATE TABLE made_by_get (n UInt8) ENGINE = Memory")]
    [InlineData("INSERT INTO base VALUES (1)")]
    [InlineData("INSERT INTO base SELECT 1")]
    [InlineData("DROP TABLE base")]
    [InlineData("SET readonly = 0")]
    public async Task Get_StatementThatChangesSomething_IsRefused(string sql)
    {
        using var client = await shared.NewDatabaseAsync();
        await client.ExecuteAsync("CREATE TABLE base (n UInt8) ENGINE = MergeTree ORDER BY n", CancellationToken.None);
        using var http = shared.Process.Http();

        using var answer = await http.GetAsync($"?database={client.Database}&query={Uri.EscapeDataString(sql)}");

        Assert.Equal("164", Assert.Single(answer.Headers.GetValues("X-ClickHouse-Exception-Code")));
        Assert.Equal("base\t0\n", await http.GetStringAsync($"?query=SELECT+name,total_rows+FROM+system.tables+WHERE+database='{client.Database}'"));
    }

    [Fact]
    public async Task Get_QueryWithSettings_Answers()
    {
        using var http = shared.Process.Http();

        Assert.Equal("5\n", await http.GetStringAsync("?query=SELECT+getSetting('max_threads')&max_threads=5"));
    }

    /// <summary>Streamed in many blocks, each of which the engine gives a header of its own.</summary>
    [Theory]
    [InlineData("CSVWithNames")]
    [InlineData("CSVWithNamesAndTypes")]
    [InlineData("TabSeparatedWithNames")]
    [InlineData("TSVWithNamesAndTypes")]
    [InlineData("JSONCompactEachRowWithNames")]
    [InlineData("JSONCompactEachRowWithNamesAndTypes")]
    [InlineData("RowBinaryWithNames")]
    [InlineData("RowBinaryWithNamesAndTypes")]
    [InlineData("CSV")]
    [InlineData("JSONEachRow")]
    [InlineData("RowBinary")]
    public async Task Post_ManyBlocks_AreTheSameAsOne(string format)
    {
        using var http = shared.Process.Http();
        const string Sql = "SELECT number AS `a\n\"b`, toString(number) AS c FROM numbers(1000)";

        var one = await BytesAsync(http, $"?default_format={format}&max_threads=1", Sql);
        var many = await BytesAsync(http, $"?default_format={format}&max_threads=1&max_block_size=7", Sql);

        Assert.Equal(one, many);
    }

    [Theory]
    [InlineData("CSVWithNames", "\"n\"\n")]
    [InlineData("TSVWithNamesAndTypes", "n\nUInt64\n")]
    [InlineData("JSONEachRow", "")]
    public async Task Post_NoRows_HasTheHeaderAllTheSame(string format, string expected)
    {
        using var http = shared.Process.Http();

        Assert.Equal(expected, await PostAsync(http, $"?default_format={format}", "SELECT number AS n FROM numbers(10) WHERE n > 10"));
    }

    [Theory]
    [InlineData("SELECT 1 FORMAT JSON", "application/json; charset=UTF-8", "JSON")]
    [InlineData("SELECT 1 AS format FORMAT CSVWithNames SETTINGS max_threads = 1", "text/csv; charset=UTF-8; header=present", "CSVWithNames")]
    [InlineData("SELECT 'FORMAT JSON'", "text/tab-separated-values; charset=UTF-8", "TabSeparated")]
    [InlineData("SELECT 1 FORMAT JSONEachRow;", "application/x-ndjson; charset=UTF-8", "JSONEachRow")]
    [InlineData("SELECT 1 FORMAT RowBinary", "application/octet-stream", "RowBinary")]
    [InlineData("SHOW DATABASES", "text/tab-separated-values; charset=UTF-8", "TabSeparated")]
    public async Task Post_Format_IsNamedInTheAnswer(string sql, string mediaType, string format)
    {
        using var http = shared.Process.Http();

        using var answer = await http.PostAsync("", new StringContent(sql));

        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Assert.Equal(mediaType, answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(format, Assert.Single(answer.Headers.GetValues("X-ClickHouse-Format")));
    }

    [Fact]
    public async Task Post_SmallResult_HasExactSummaryAndQueryId()
    {
        using var http = shared.Process.Http();

        using var answer = await http.PostAsync("?query_id=my-id", new StringContent("SELECT number FROM numbers(1000)"));

        var summary = JsonDocument.Parse(Assert.Single(answer.Headers.GetValues("X-ClickHouse-Summary"))).RootElement;
        Assert.Equal("1000", summary.GetProperty("read_rows").GetString());
        Assert.Equal("1000", summary.GetProperty("result_rows").GetString());
        Assert.Equal(answer.Content.Headers.ContentLength!.Value.ToString(CultureInfo.InvariantCulture), summary.GetProperty("result_bytes").GetString());
        Assert.Equal("my-id", Assert.Single(answer.Headers.GetValues("X-ClickHouse-Query-Id")));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1_000_000)]
    public async Task Post_GzipAsked_AnswersWithIt(int rows)
    {
        using var http = shared.Process.Http();
        using var request = new HttpRequestMessage(HttpMethod.Post, "?enable_http_compression=1&default_format=CSV")
        {
            Content = new StringContent($"SELECT number FROM numbers({rows})"),
        };
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");

        using var answer = await http.SendAsync(request);

        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
        using var text = new StreamReader(new GZipStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
        Assert.Equal(string.Concat(Enumerable.Range(0, rows).Select(row => $"{row}\n")), await text.ReadToEndAsync());
    }

    [Fact]
    public async Task Post_HugeResult_KeepsMemoryFlat()
    {
        using var http = shared.Process.Http();
        _ = await PostAsync(http, "", "SELECT 1");
        var before = ResidentMebibytes();
        using var request = new HttpRequestMessage(HttpMethod.Post, "?default_format=CSV") { Content = new StringContent("SELECT number, toString(number) FROM numbers(20000000)") };

        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[1 << 20];
        long length = 0;
        var most = 0L;
        for (int read; (read = await body.ReadAsync(buffer)) > 0; length += read)
        {
            most = Math.Max(most, ResidentMebibytes());
        }

        Assert.Equal(377_777_780, length);
        Assert.InRange(most - before, 0, 150);
    }

    [Fact]
    public async Task Stream_FailureInTheMiddle_IsTheClientsException()
    {
        using var client = shared.Process.Client();
        var rows = 0L;

        var failure = await Assert.ThrowsAsync<ClickHouseException>(async () =>
        {
            await foreach (var row in client.StreamRowsAsync(
                "SELECT number, throwIf(number = 2000000) FROM numbers(10000000)", ClickHouseParameters.None,
                (ref ClickHouseRow row) => row.ReadInt64(), new ClickHouseQueryOptions { WaitForEnd = false }, CancellationToken.None))
            {
                Assert.Equal(rows++, row);
            }
        });

        Assert.Equal((395, "FUNCTION_THROW_IF_VALUE_IS_NON_ZERO"), (failure.Code, failure.Name));
        Assert.EndsWith("(version 26.7.2.1)", failure.Message, StringComparison.Ordinal);
        Assert.InRange(rows, 100_000, 2_000_000);
    }

    [Fact]
    public async Task Stream_ReaderStops_CancelsTheQuery()
    {
        using var client = shared.Process.Client();
        for (var round = 0; round < 12; round++)
        {
            await foreach (var row in client.StreamRowsAsync(
                "SELECT number FROM numbers(100000000000)", ClickHouseParameters.None,
                (ref ClickHouseRow row) => row.ReadInt64(), new ClickHouseQueryOptions { WaitForEnd = false }, CancellationToken.None))
            {
                if (row > 10)
                {
                    break;
                }
            }
        }

        await client.ExecuteAsync("SELECT 1", CancellationToken.None);
    }

    [Fact]
    public async Task Query_AllTypesOfAReport_AreRead()
    {
        using var client = shared.Process.Client();

        var row = Assert.Single(await client.QueryRowsAsync(
            """
            SELECT 'grüße', toInt64(-9223372036854775808), toUInt64(18446744073709551615), 0.5, true,
                   toDateTime64('2026-11-21 10:00:00.123', 3, 'UTC'), toDateTime('2026-11-21 10:00:00', 'UTC'), toDate('2026-11-21'),
                   CAST(NULL AS Nullable(String)), toUInt8(200)
            """,
            ClickHouseParameters.None,
            (ref ClickHouseRow row) => (
                row.ReadString(), row.ReadInt64(), row.ReadUInt64(), row.ReadDouble(), row.ReadBoolean(),
                row.ReadTimestamp(), row.ReadTimestamp(), row.ReadDate(), row.ReadNullableString(), row.ReadInt32()),
            CancellationToken.None));

        Assert.Equal(
            ("grüße", long.MinValue, ulong.MaxValue, 0.5, true,
                new DateTimeOffset(2026, 11, 21, 10, 0, 0, 123, TimeSpan.Zero), new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero),
                new DateOnly(2026, 11, 21), null, 200),
            row);
    }

    [Theory]
    [InlineData("/ping", "Ok.\n")]
    [InlineData("/replicas_status", "Ok.\n")]
    [InlineData("/", "Ok.\n")]
    [InlineData("/healthz", "ok\n")]
    public async Task Get_Health_NeedsNoPassword(string path, string expected)
    {
        using var http = new HttpClient { BaseAddress = shared.Process.Address };

        Assert.Equal(expected, await http.GetStringAsync(path));
    }

    [Fact]
    public async Task Get_ReadyAndMetrics_TellOfTheEngine()
    {
        using var http = shared.Process.Http();
        _ = await PostAsync(http, "", "SELECT 1");

        Assert.Equal("""{"ready":true,"engine":"26.7.2.1","reasons":[]}""", await http.GetStringAsync("/readyz"));
        var metrics = await http.GetStringAsync("/metrics");
        Assert.Matches("""onelink_clickhouse_statements_total\{outcome="ok"\} [1-9]""", metrics);
        Assert.Matches("process_resident_memory_bytes [1-9]", metrics);
    }

    internal static async Task<string> PostAsync(HttpClient http, string address, string sql) => Encoding.UTF8.GetString(await BytesAsync(http, address, sql));

    private static async Task<byte[]> BytesAsync(HttpClient http, string address, string sql)
    {
        using var answer = await http.PostAsync(address, new StringContent(sql));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(answer.IsSuccessStatusCode, Encoding.UTF8.GetString(bytes));
        return bytes;
    }

    private long ResidentMebibytes() =>
        long.Parse(File.ReadAllText($"/proc/{shared.Process.Id}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize / (1024 * 1024);
}
