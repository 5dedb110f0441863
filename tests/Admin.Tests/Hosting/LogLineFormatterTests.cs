using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Tests.Hosting;

public sealed class LogLineFormatterTests
{
    [Fact]
    public void Write_ForARequest_NamesIt()
    {
        CurrentRequest.Id = "req_4b1f0c2a9d3e5f6071829304";

        Assert.Equal("2026-11-28T10:00:00.000Z warn: OneLink.Test[7] req_4b1f0c2a9d3e5f6071829304 It rains\n", Written(null));
    }

    [Fact]
    public void Write_FailureOfTheProcessItself_IsOneLine()
    {
        var lines = Written(new InvalidOperationException("first\nsecond"));

        Assert.StartsWith("2026-11-28T10:00:00.000Z warn: OneLink.Test[7] It rains System.InvalidOperationException: first second", lines, StringComparison.Ordinal);
        Assert.Equal(lines.Length - 1, lines.IndexOf('\n', StringComparison.Ordinal));
    }

    private static string Written(Exception? exception)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var entry = new LogEntry<string>(LogLevel.Warning, "OneLink.Test", new EventId(7), "It rains", exception, static (state, _) => state);
        new LogLineFormatter(new ManualClock(new DateTimeOffset(2026, 11, 28, 10, 0, 0, TimeSpan.Zero))).Write(entry, null, text);
        return text.ToString();
    }
}
