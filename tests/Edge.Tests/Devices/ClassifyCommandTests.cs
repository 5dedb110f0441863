using System.Text;
using System.Text.Json;
using OneLink.Edge.Devices;

namespace OneLink.Edge.Tests.Devices;

public sealed class ClassifyCommandTests
{
    [Fact]
    public void Run_Lines_AnswersEachInOrderWithTheScorersNames()
    {
        var (status, lines) = Run(
            """{"ua":"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 330.0.3.29.90 (iPhone14,2; iOS 17_5)"}""",
            """{"ua":"curl/8.7.1"}""");
        Assert.Equal(0, status);
        Assert.Equal(2, lines.Length);
        using var first = JsonDocument.Parse(lines[0]);
        Assert.Equal("ios", first.RootElement.GetProperty("platform").GetString());
        Assert.Equal("mobile", first.RootElement.GetProperty("device_class").GetString());
        Assert.Equal("instagram", first.RootElement.GetProperty("inapp").GetString());
        Assert.Equal(0, first.RootElement.GetProperty("bot").GetInt32());
        Assert.False(first.RootElement.TryGetProperty("ch", out _));
        Assert.EndsWith("\"platform\":\"other\",\"device_class\":\"other\",\"browser_family\":\"other\",\"inapp\":\"\",\"bot\":1}", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_HintsInAnyCase_UsesThemAndRepeatsThemAsTheyCame()
    {
        const string Headers = """{ "Sec-CH-UA-Platform" : "\"Android\"", "sec-ch-ua-mobile":"?0", "x-unknown": [1, {"a":null}] }""";
        var (_, lines) = Run($$"""{"source":{"x":[1]},"ch":{{Headers}},"ua":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"}""");
        Assert.Contains("\"ch\":" + Headers, lines[0], StringComparison.Ordinal);
        Assert.Contains("\"platform\":\"android\",\"device_class\":\"tablet\"", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_EscapedAndForeignText_ComesBackEqual()
    {
        const string UserAgent = "a\"b\\c\t\u00e9\u4e2d\ud83d\ude00";
        var (_, lines) = Run(new System.Text.Json.Nodes.JsonObject { ["ua"] = UserAgent }.ToJsonString());
        using var answer = JsonDocument.Parse(lines[0]);
        Assert.Equal(UserAgent, answer.RootElement.GetProperty("ua").GetString());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"ua":1}""")]
    [InlineData("""{"ua":"x" """)]
    [InlineData("""{"ua":"\ud800"}""")]
    public void Run_LineThatIsNoRequest_IsLeftOutAndTheRestAnswered(string line)
    {
        var (status, lines) = Run(line, """{"ua":"curl/8.7.1"}""");
        Assert.Equal(1, status);
        Assert.Single(lines);
    }

    [Fact]
    public void Run_EmptyInput_WritesNothing() => Assert.Empty(Run().Lines);

    [Fact]
    public void Run_LinesLongerThanTheBuffer_AreAnswered()
    {
        var (status, lines) = Run($$"""{"ua":"{{new string('x', 200_000)}}"}""", """{"ua":"curl/8.7.1"}""");
        Assert.Equal(0, status);
        Assert.Equal(2, lines.Length);
    }

    private static (int Status, string[] Lines) Run(params string[] lines)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(string.Join("\r\n", lines)));
        using var output = new MemoryStream();
        var status = ClassifyCommand.Run(input, output);
        return (status, Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
