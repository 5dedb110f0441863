using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using OneLink.Analytics.Client;

namespace OneLink.Analytics.Tests.Embedded;

public sealed class InsertTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly string[] Encodings = ["gzip", "deflate", "br"];

    /// <summary>Every byte value, line breaks, semicolons and quotes among them, over several megabytes.</summary>
    [Fact]
    public async Task Insert_AnyBytes_AreStoredUnchanged()
    {
        using var client = await shared.NewDatabaseAsync();
        await client.ExecuteAsync("CREATE TABLE t (n UInt64, s String) ENGINE = MergeTree ORDER BY n", CancellationToken.None);
        const int Rows = 30_000;

        await client.InsertAsync("t", "n, s", AnyBytes(Rows), "any-bytes", CancellationToken.None);

        using var answer = await client.QueryAsync("SELECT n, s FROM t ORDER BY n", ClickHouseParameters.None, ClickHouseFormats.RowBinary, CancellationToken.None);
        using var stored = new MemoryStream();
        await answer.Body.CopyToAsync(stored);
        Assert.Equal(AnyBytes(Rows), stored.ToArray());
    }

    [Fact]
    public async Task Insert_SameTokenAgain_StoresNothingInTableAndRollup()
    {
        using var client = await shared.NewDatabaseAsync();
        await CreateWithRollupAsync(client);
        var batch = Numbers(0, 20_000);

        for (var attempt = 0; attempt < 3; attempt++)
        {
            await client.InsertAsync("t", "n", batch, "batch-1", CancellationToken.None);
        }

        Assert.Equal((20_000, 20_000), await CountsAsync(client));
    }

    [Fact]
    public async Task Insert_SameRowsOtherToken_StoresThemAgain()
    {
        using var client = await shared.NewDatabaseAsync();
        await CreateWithRollupAsync(client);
        var batch = Numbers(0, 1_000);

        await client.InsertAsync("t", "n", batch, "batch-1", CancellationToken.None);
        await client.InsertAsync("t", "n", batch, "batch-2", CancellationToken.None);

        Assert.Equal((2_000, 2_000), await CountsAsync(client));
    }

    [Fact]
    public async Task Insert_TornRow_IsRefusedForGoodAndStoresNothing()
    {
        using var client = await shared.NewDatabaseAsync();
        await CreateWithRollupAsync(client);

        var failure = await Assert.ThrowsAsync<ClickHouseException>(
            () => client.InsertAsync("t", "n", Numbers(0, 100).AsMemory(0, 797), "torn", CancellationToken.None));

        Assert.Equal(("CANNOT_READ_ALL_DATA", false), (failure.Name, failure.IsTransient));
        Assert.Equal((0, 0), await CountsAsync(client));
    }

    [Fact]
    public async Task Insert_NoTable_SaysThatTheSchemaIsMissing()
    {
        using var client = await shared.NewDatabaseAsync();

        var failure = await Assert.ThrowsAsync<ClickHouseException>(
            () => client.InsertAsync("nowhere", "n", Numbers(0, 1), "token", CancellationToken.None));

        Assert.Equal((60, ClickHouseFailure.SchemaMissing), (failure.Code, failure.Failure));
    }

    /// <summary>Statement and data in one body: the engine itself would cut the data at the blank line, or run into the next statement.</summary>
    [Theory]
    [InlineData("INSERT INTO t FORMAT JSONEachRow {\"n\":1}\n\n{\"n\":2}\n{\"n\":3}", 3)]
    [InlineData("INSERT INTO t FORMAT TabSeparated\n1\n2\n", 2)]
    [InlineData("INSERT INTO t (n) VALUES (1), (1 + 1), (3)", 3)]
    [InlineData("/* FORMAT CSV */ insert into t -- VALUES (9)\n values (1),(2);", 2)]
    [InlineData("INSERT INTO t SELECT number FROM numbers(5)", 5)]
    [InlineData("INSERT INTO t SETTINGS max_insert_block_size = 1 FORMAT CSV\n1\n2", 2)]
    public async Task Post_InsertWithDataInBody_StoresAllOfIt(string body, int rows)
    {
        using var client = await shared.NewDatabaseAsync();
        await CreateWithRollupAsync(client);
        using var http = shared.Process.Http();

        using var answer = await http.PostAsync($"?database={client.Database}", new StringContent(body));

        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Assert.Equal((rows, rows), await CountsAsync(client));
    }

    [Fact]
    public async Task Post_BinaryDataBehindItsStatementInTheBody_IsStoredUnchanged()
    {
        using var client = await shared.NewDatabaseAsync();
        await client.ExecuteAsync("CREATE TABLE t (n UInt64, s String) ENGINE = MergeTree ORDER BY n", CancellationToken.None);
        using var http = shared.Process.Http();
        byte[] body = [.. "INSERT INTO t FORMAT RowBinary\n"u8, .. AnyBytes(20_000)];

        using var answer = await http.PostAsync($"?database={client.Database}", new ByteArrayContent(body));

        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        using var rows = await client.QueryAsync("SELECT n, s FROM t ORDER BY n", ClickHouseParameters.None, ClickHouseFormats.RowBinary, CancellationToken.None);
        using var stored = new MemoryStream();
        await rows.Body.CopyToAsync(stored);
        Assert.Equal(AnyBytes(20_000), stored.ToArray());
    }

    [Fact]
    public async Task Post_CompressedBodies_AreStored()
    {
        using var client = await shared.NewDatabaseAsync();
        await CreateWithRollupAsync(client);
        using var http = shared.Process.Http();

        foreach (var (encoding, index) in Encodings.Select((encoding, index) => (encoding, index)))
        {
            using var content = new ByteArrayContent(Compress(Numbers(index * 50_000, 50_000), encoding));
            content.Headers.ContentEncoding.Add(encoding);
            using var answer = await http.PostAsync($"?database={client.Database}&query=INSERT+INTO+t+FORMAT+RowBinary", content);
            Assert.True(answer.IsSuccessStatusCode, encoding + await answer.Content.ReadAsStringAsync());
        }

        Assert.Equal((150_000, 150_000), await CountsAsync(client));
    }

    [Theory]
    [InlineData("gzip", true, 500)]
    [InlineData("deflate", true, 500)]
    [InlineData("br", true, 500)]
    [InlineData("gzip", false, 500)]
    [InlineData("zstd", false, 500)]
    public async Task Post_BrokenCompression_IsRefusedAndStoresNothing(string encoding, bool truncated, int status)
    {
        using var client = await shared.NewDatabaseAsync();
        await CreateWithRollupAsync(client);
        using var http = shared.Process.Http();
        var bytes = truncated ? Compress(Numbers(0, 50_000), encoding)[..^2_000] : Numbers(0, 10);
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentEncoding.Add(encoding);

        using var answer = await http.PostAsync($"?database={client.Database}&query=INSERT+INTO+t+FORMAT+RowBinary", content);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains("DB::Exception", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((0, 0), await CountsAsync(client));
    }

    [Fact]
    public async Task Insert_CompressedByTheClient_IsTheSame()
    {
        using var plain = await shared.NewDatabaseAsync();
        await CreateWithRollupAsync(plain);
        using var client = new ClickHouseClient(
            new ClickHouseOptions
            {
                Endpoints = [shared.Process.Address],
                User = HostProcess.User,
                Password = HostProcess.Password,
                Database = plain.Database,
                Compression = true,
            },
            TimeProvider.System);

        await client.InsertAsync("t", "n", Pieces(Numbers(0, 20_000)), "pieces", CancellationToken.None);

        Assert.Equal((20_000, 20_000), await CountsAsync(client));
    }

    [Theory]
    [InlineData("INSERT INTO t FROM INFILE '/etc/passwd' FORMAT CSV", 501)]
    [InlineData("INSERT INTO t SELECT * FROM input('n UInt64') FORMAT CSV\n1", 501)]
    [InlineData("INSERT INTO t FORMAT", 400)]
    [InlineData("INSERT INTO t FORMAT NoSuchFormat\n1", 404)]
    public async Task Post_InsertThatCannotBeRun_IsRefused(string statement, int status)
    {
        using var client = await shared.NewDatabaseAsync();
        await CreateWithRollupAsync(client);
        using var http = shared.Process.Http();

        using var answer = await http.PostAsync($"?database={client.Database}", new StringContent(statement));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal((0, 0), await CountsAsync(client));
    }

    [Fact]
    public async Task Post_ClientGoesAwayInTheMiddle_FreesThePlace()
    {
        using var client = await shared.NewDatabaseAsync();
        await CreateWithRollupAsync(client);

        for (var attempt = 0; attempt < 12; attempt++)
        {
            using var http = shared.Process.Http();
            using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(150));
            using var endless = new StreamContent(new EndlessStream());
            await Assert.ThrowsAnyAsync<Exception>(
                () => http.PostAsync($"?database={client.Database}&query=INSERT+INTO+t+FORMAT+RowBinary", endless, cancel.Token));
        }

        await client.InsertAsync("t", "n", Numbers(0, 10), "after", CancellationToken.None);
        Assert.Equal(10, (await CountsAsync(client)).Rows);
    }

    internal static byte[] Numbers(long first, int count)
    {
        var bytes = new byte[count * sizeof(long)];
        for (var index = 0; index < count; index++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(index * sizeof(long)), first + index);
        }

        return bytes;
    }

    internal static async Task CreateWithRollupAsync(ClickHouseClient client)
    {
        await client.ExecuteAsync(
            "CREATE TABLE t (n UInt64) ENGINE = MergeTree ORDER BY n SETTINGS non_replicated_deduplication_window = 1000", CancellationToken.None);
        await client.ExecuteAsync(
            "CREATE TABLE r (k UInt8, c SimpleAggregateFunction(sum, UInt64)) ENGINE = AggregatingMergeTree ORDER BY k SETTINGS non_replicated_deduplication_window = 1000",
            CancellationToken.None);
        await client.ExecuteAsync("CREATE MATERIALIZED VIEW v TO r AS SELECT toUInt8(n % 7) AS k, count() AS c FROM t GROUP BY k", CancellationToken.None);
    }

    internal static async Task<(long Rows, long RolledUp)> CountsAsync(ClickHouseClient client)
    {
        var rows = await client.QueryRowsAsync(
            "SELECT (SELECT count() FROM t), (SELECT sum(c) FROM r)", ClickHouseParameters.None,
            (ref ClickHouseRow row) => (row.ReadInt64(), row.ReadInt64()), CancellationToken.None);
        return Assert.Single(rows);
    }

    private static byte[] AnyBytes(int rows)
    {
        var writer = new ArrayBufferWriter<byte>();
        for (var row = 0; row < rows; row++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(writer.GetSpan(8), row);
            writer.Advance(8);
            // RowBinary: LEB128 length (one byte below 128), then the bytes.
            writer.Write<byte>([96]);
            for (var index = 0; index < 96; index++)
            {
                writer.Write<byte>([(byte)((row * 31) + (index * 7))]);
            }
        }

        return writer.WrittenSpan.ToArray();
    }

    private static byte[] Compress(byte[] bytes, string encoding)
    {
        using var target = new MemoryStream();
        using (Stream compressor = encoding switch
        {
            "gzip" => new GZipStream(target, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(target, CompressionLevel.Fastest),
            _ => new BrotliStream(target, CompressionLevel.Fastest),
        })
        {
            compressor.Write(bytes);
        }

        return target.ToArray();
    }

    private static ReadOnlySequence<byte> Pieces(byte[] bytes)
    {
        var first = new Piece(bytes.AsMemory(0, 1000), 0);
        var last = first;
        for (var start = 1000; start < bytes.Length; start += 1000)
        {
            last = last.Add(bytes.AsMemory(start, Math.Min(1000, bytes.Length - start)));
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        internal Piece(ReadOnlyMemory<byte> memory, long index)
        {
            Memory = memory;
            RunningIndex = index;
        }

        internal Piece Add(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
