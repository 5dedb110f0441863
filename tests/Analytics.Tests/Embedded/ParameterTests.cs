using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Analytics.Client;

namespace OneLink.Analytics.Tests.Embedded;

public sealed class ParameterTests(SharedHost shared) : IClassFixture<SharedHost>
{
    public static TheoryData<string> Attacks =>
    [
        "' OR 1 = 1 --",
        "'); DROP TABLE target; --",
        "\\'); DROP TABLE target; --",
        "\\",
        "\\\\'",
        "{x:String}",
        "]), ['",
        "\0\t\n\r\b\f\v",
        "%27%20OR%201=1",
        "&param_other=1&readonly=0",
        "🐘 ünï ¬",
        "$$; DROP TABLE target$$",
        @"\N",
    ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task Query_HostileText_IsJustAValue(string value)
    {
        using var client = await shared.NewDatabaseAsync();
        await client.ExecuteAsync("CREATE TABLE target (s String) ENGINE = MergeTree ORDER BY s", CancellationToken.None);
        await client.ExecuteAsync("INSERT INTO target SELECT 'row'", CancellationToken.None);

        var found = await client.QueryRowsAsync(
            "SELECT {value:String}, (SELECT count() FROM target WHERE s = {value:String}), (SELECT count() FROM target)",
            new ClickHouseParameters().Add("value", value),
            (ref ClickHouseRow row) => (row.ReadString(), row.ReadInt64(), row.ReadInt64()),
            CancellationToken.None);

        Assert.Equal([(value, 0, 1)], found);
    }

    [Fact]
    public void Query_AnyTextAndList_ComeBackUnchanged()
    {
        using var client = shared.Process.Client();
        var texts = ArbMap.Default.ArbFor<string[]>().Convert(values => values.Select(Valid).ToArray(), values => values);

        Prop.ForAll(texts, values =>
        {
            var parameters = new ClickHouseParameters()
                .Add("list", values)
                .Add("text", values.FirstOrDefault(""));
            var rows = client.QueryRowsAsync(
                "SELECT {text:String}, length({list:Array(String)}), arrayJoin(arrayPushBack({list:Array(String)}, 'end'))",
                parameters,
                (ref ClickHouseRow row) => (row.ReadString(), row.ReadInt32(), row.ReadString()),
                CancellationToken.None).GetAwaiter().GetResult();
            Assert.Equal([.. values, "end"], rows.ConvertAll(row => row.Item3));
            Assert.All(rows, row => Assert.Equal((values.FirstOrDefault(""), values.Length), (row.Item1, row.Item2)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task Query_EveryKindOfValue_ComesBackUnchanged()
    {
        using var client = shared.Process.Client();
        var time = new DateTimeOffset(2026, 11, 21, 23, 59, 59, 999, TimeSpan.FromHours(5.5));

        var row = Assert.Single(await client.QueryRowsAsync(
            "SELECT {i:Int64}, {u:UInt64}, {b:Bool}, {t:DateTime64(3, 'UTC')}, {d:Date}, {n:Nullable(String)}, {us:Array(UInt64)}[2], {lc:LowCardinality(String)}",
            new ClickHouseParameters()
                .Add("i", long.MinValue).Add("u", ulong.MaxValue).Add("b", value: true).Add("t", time).Add("d", new DateOnly(2026, 2, 28))
                .Add("n", (string?)null).Add("us", new ulong[] { 1, ulong.MaxValue }).Add("lc", "x"),
            (ref ClickHouseRow row) => (
                row.ReadInt64(), row.ReadUInt64(), row.ReadBoolean(), row.ReadTimestamp(), row.ReadDate(), row.ReadNullableString(), row.ReadUInt64(), row.ReadString()),
            CancellationToken.None));

        Assert.Equal((long.MinValue, ulong.MaxValue, true, time.ToUniversalTime(), new DateOnly(2026, 2, 28), null, ulong.MaxValue, "x"), row);
    }

    [Fact]
    public async Task Query_ParametersAsForm_AreRead()
    {
        using var http = shared.Process.Http();
        var list = $"[{string.Join(',', Enumerable.Range(0, 200_000))}]";
        using var form = new MultipartFormDataContent
        {
            { new StringContent("SELECT length({list:Array(UInt32)}), {x:String}"), "query" },
            { new StringContent(list), "param_list" },
        };

        using var answer = await http.PostAsync("?param_x=y", form);

        Assert.Equal("200000\ty\n", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public void Add_NameThatIsNone_Throws()
    {
        Assert.Throws<ArgumentException>(() => new ClickHouseParameters().Add("a&b", 1L));
    }

    /// <summary>ClickHouse's JSON output replaces what is no UTF-8; half surrogates cannot be sent as UTF-8 at all.</summary>
    private static string Valid(string? text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));
}
