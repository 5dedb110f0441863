using System.Text;
using System.Text.RegularExpressions;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.SuperAdmin;

/// <summary>
/// What the processes on this machine logged for a request: the same files and lines as <c>./onelink logs --request</c>
/// (scripts/inspect.sh). Where something else keeps the logs, there are none here.
/// </summary>
internal sealed partial class RequestLog(AdminSettings settings)
{
    /// <summary>Most lines that are answered with.</summary>
    public const int MaxLines = 1_000;

    private const int BufferSize = 256 * 1024;

    private static readonly string[] Processes = ["clickhouse", "admin", "edge"];

    /// <summary>Whether it is the <c>X-Request-Id</c> of an answer.</summary>
    public static bool IsId(string text) => IdPattern().IsMatch(text);

    /// <returns>Lines in order of time, which they begin with; nothing where there are no logs.</returns>
    /// <param name="id">See <see cref="IsId"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public Task<List<RequestLogLine>> ReadAsync(string id, CancellationToken cancellationToken)
        => Task.Run(
            async () =>
            {
                var lines = new List<RequestLogLine>();
                foreach (var process in Processes)
                {
                    var file = Path.Combine(settings.DataFolder, "logs", process + ".log");
                    foreach (var part in (string[])[file + ".1", file])
                    {
                        await foreach (var line in LinesOfAsync(part, id, cancellationToken))
                        {
                            lines.Add(new RequestLogLine(process, line));
                        }
                    }
                }

                return lines.OrderBy(line => line.Text, StringComparer.Ordinal).Take(MaxLines).ToList();
            },
            cancellationToken);

    /// <summary>Walks through a file that is being written to, in pieces; lines longer than a piece are cut.</summary>
    private static async IAsyncEnumerable<string> LinesOfAsync(string file, string id, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            yield break;
        }

        var wanted = Encoding.ASCII.GetBytes(id);
        var buffer = new byte[BufferSize];
        var length = 0;
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: true);
        while (await stream.ReadAsync(buffer.AsMemory(length), cancellationToken) is var read && (read > 0 || length > 0))
        {
            length += read;

            // What is behind the last line's end is the beginning of the next piece, unless the piece is one line, or the last.
            var complete = buffer.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
            if (complete == 0 && (read == 0 || length == buffer.Length))
            {
                complete = length;
            }

            foreach (var line in LinesWith(wanted, buffer.AsSpan(0, complete)))
            {
                yield return line;
            }

            if (read == 0)
            {
                complete = length;
            }

            buffer.AsSpan(complete, length - complete).CopyTo(buffer);
            length -= complete;
        }
    }

    private static List<string> LinesWith(ReadOnlySpan<byte> wanted, ReadOnlySpan<byte> text)
    {
        var lines = new List<string>();
        while (text.IndexOf(wanted) is var at && at >= 0)
        {
            var start = text[..at].LastIndexOf((byte)'\n') + 1;
            var rest = text[at..].IndexOf((byte)'\n');
            var end = rest < 0 ? text.Length : at + rest;
            lines.Add(Encoding.UTF8.GetString(text[start..end]));
            text = text[end..];
        }

        return lines;
    }

    [GeneratedRegex(@"\Areq_[0-9a-f]{24}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdPattern();
}
