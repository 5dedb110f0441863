using OneLink.Edge.Hosting;

namespace OneLink.Edge.Spool.Commands;

/// <summary><c>onelink-edge spool …</c>: looks into a spool, also while the edge runs, and sends again what was set aside.</summary>
internal static class SpoolCommand
{
    public const int Done = 0;
    public const int Left = 1;
    public const int Misused = 2;

    private const string Usage = """
        usage: onelink-edge spool COMMAND

          inspect            segments, the batch in flight, and the batches set aside with their reasons
          export [WHICH]     clicks as NDJSON: 'pending' (not known to be stored), 'aside', or 'all' of both (default)
          redrive [FILE...]  sends the batches set aside again (all, or those named), each under its own token,
                             and removes those that ClickHouse took

        The spool is $ONELINK_DATA/edge/spool, ClickHouse that of the edge's own settings.
        """;

    /// <summary>Runs the command.</summary>
    /// <returns>0 when all went well, 1 when something is left to do, 2 when it was asked for wrongly.</returns>
    public static async Task<int> RunAsync(string[] arguments, Func<string, string?> variable, TextWriter output, TextWriter errors)
    {
        try
        {
            EdgeOptions options = EdgeOptions.FromEnvironment(variable);
            var files = new SpoolFiles(options.SpoolFolder);
            switch (arguments)
            {
                case ["inspect"]:
                    InspectCommand.Run(files, output);
                    return Done;
                case ["export"]:
                    ExportCommand.Run(files, "all", output);
                    return Done;
                case ["export", "pending" or "aside" or "all"]:
                    ExportCommand.Run(files, arguments[1], output);
                    return Done;
                case ["redrive", .. var names]:
                    return await RedriveCommand.RunAsync(files, names, options.ClickHouse, output, errors);
                default:
                    await errors.WriteLineAsync(Usage);
                    return Misused;
            }
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync("onelink-edge spool: " + e.Message);
            return Misused;
        }
    }
}
