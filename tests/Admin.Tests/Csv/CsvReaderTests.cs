using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Admin.Csv;

namespace OneLink.Admin.Tests.Csv;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("a,b\r\n1,2\r\n")]
    [InlineData("a;b\n1;2")]
    [InlineData("a\tb\r1\t2\r")]
    [InlineData("\"a\"|\"b\"\r\n\r\n\"1\"|\"2\"\r\n\r\n")]
    public async Task Read_AnySeparatorAndLineEnd_IsTheSame(string text)
        => Assert.Equal("a/b 1/2", string.Join(' ', (await ReadAsync(text)).Select(record => string.Join('/', record.Fields))));

    [Fact]
    public async Task Read_SeparatorInsideQuotes_DoesNotDecide()
        => Assert.Equal(["a;b;c", "d"], (await ReadAsync("\"a;b;c\",d\n"))[0].Fields);

    [Fact]
    public async Task Read_QuotedNewLinesAndQuotes_AreText()
        => Assert.Equal(["one\r\n\"two\"", "3"], (await ReadAsync("\"one\r\n\"\"two\"\"\",3"))[0].Fields);

    [Fact]
    public async Task Read_RecordTooLarge_IsOneThatFailsAndTheNextIsRead()
    {
        var records = await ReadAsync($"a,b\n{new string('x', CsvReader.MaxRecord + 1)},2\nc,d\n");

        Assert.Equal([null, "has more than 1048576 characters.", null], records.Select(record => record.Error));
        Assert.Equal(["c", "d"], records[2].Fields);
    }

    [Fact]
    public async Task Read_QuoteNeverClosed_IsARecordThatFails()
        => Assert.Equal("has a quotation mark that is not closed.", (await ReadAsync("a,b\n\"c,d\ne,f\n"))[1].Error);

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16LE", true)]
    [InlineData("utf-16LE", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    public async Task Open_AnyUnicodeEncoding_ReadsTheSame(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes("url;title\nx;Zürich 東京 🦣\n")];
        using var reader = new CsvReader(CsvText.Open(new MemoryStream(bytes)));

        Assert.Equal(["url", "title"], (await reader.ReadAsync(CancellationToken.None))!.Fields);
        Assert.Equal(["x", "Zürich 東京 🦣"], (await reader.ReadAsync(CancellationToken.None))!.Fields);
    }

    [Fact]
    public void Read_AnyRecords_AreThoseWritten()
        => Prop.ForAll(Records().ToArbitrary(), records =>
        {
            var text = string.Concat(records.Prepend(["h1", "h2", "h3"]).Select(record => string.Join(',', record.Select(CsvField.Of)) + "\r\n"));
            var read = ReadAsync(text).GetAwaiter().GetResult();
            return read.Skip(1).Select(record => record.Fields.Select(CsvField.Unguarded)).Zip(records).All(pair => pair.First.SequenceEqual(pair.Second, StringComparer.Ordinal))
                && read.Count == records.Count + 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Read_AnyText_EndsWithoutAFailure()
        => Prop.ForAll<NonNull<string>>(text => ReadAsync(text.Get).GetAwaiter().GetResult().TrueForAll(record => record.Error is null || record.Fields.Count == 0))
            .QuickCheckThrowOnFailure();

    private static Gen<List<string[]>> Records()
    {
        var parts = Gen.Elements("", "a", "=", "+1", "'", "''=", "@", "\"", ",", ";", "\n", "\r\n", "\r", "\t", " ", "東", "🦣");
        var field = parts.ListOf().Select(string.Concat);
        return Gen.ArrayOf(field, 3).ListOf().Select(records => records.ToList());
    }

    private static async Task<List<CsvRecord>> ReadAsync(string text)
    {
        using var reader = new CsvReader(new StringReader(text));
        var records = new List<CsvRecord>();
        while (await reader.ReadAsync(CancellationToken.None) is { } record)
        {
            records.Add(record);
        }

        return records;
    }
}
