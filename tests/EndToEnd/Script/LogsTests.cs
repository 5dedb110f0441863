namespace OneLink.EndToEnd.Script;

/// <summary><c>./onelink logs --request</c>.</summary>
public sealed class LogsTests
{
    private const string Request = "req_4b1f0c2a9d3e5f6071829304";

    [Fact]
    public async Task Request_InSeveralLogs_IsToldInOrderOfTime()
    {
        await using var home = new ScriptHome();
        await WriteAsync(home, "admin.log.1", $"2026-11-28T10:00:01.000Z warn: A[1] {Request} first", "2026-11-28T10:00:01.500Z info: A[2] other");
        await WriteAsync(home, "admin.log", "2026-11-28T10:00:02.000Z info: A[2] req_000000000000000000000000 not this one", $"2026-11-28T10:00:04.000Z fail: A[3] {Request} third");
        await WriteAsync(home, "clickhouse.log", $"2026-11-28T10:00:03.000Z info: C[2001] Statement {Request}.7 failed with code 60");

        var run = await home.RunAsync("logs", "--request", Request);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [
                $"2026-11-28T10:00:01.000Z admin      warn: A[1] {Request} first",
                $"2026-11-28T10:00:03.000Z clickhouse info: C[2001] Statement {Request}.7 failed with code 60",
                $"2026-11-28T10:00:04.000Z admin      fail: A[3] {Request} third",
            ],
            run.Output.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData(Request, "'GET /audit'")]
    [InlineData("req_.*", "'req_.*'")]
    public async Task Request_ThatIsNotThere_IsSaid(string id, string mention)
    {
        await using var home = new ScriptHome();
        await WriteAsync(home, "admin.log", "2026-11-28T10:00:02.000Z info: A[2] req_000000000000000000000000 not this one");

        var run = await home.RunAsync("logs", "--request", id);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(mention, Assert.Single(run.Complaints), StringComparison.Ordinal);
    }

    private static Task WriteAsync(ScriptHome home, string log, params string[] lines)
    {
        var folder = Directory.CreateDirectory(Path.Combine(home.Data, "logs"));
        return File.WriteAllLinesAsync(Path.Combine(folder.FullName, log), lines);
    }
}
