using Microsoft.AspNetCore.Connections;
using OneLink.Admin.Database;

namespace OneLink.Admin.Hosting;

/// <summary>Runs the process and turns what stops it from starting into one line and exit code 1.</summary>
internal static class AdminProcess
{
    /// <summary>For commands whose output is read by programs: says only what went wrong.</summary>
    public const string Quiet = "--Logging:LogLevel:Default=Warning";

    public static Task<int> RunAsync(Func<WebApplication> build)
        => RunAsync(
            build,
            static async app =>
            {
                await app.RunAsync();
                return 0;
            });

    /// <summary>Does something else than serving with the process's parts, of which none is started.</summary>
    public static Task<int> RunAsync(Func<WebApplication> build, Func<WebApplication, Task<int>> run)
        => RunCommandAsync(async () =>
        {
            await using var app = build();
            return await run(app);
        });

    /// <summary>Does something that needs none of the process's parts.</summary>
    public static async Task<int> RunCommandAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (StartupException exception)
        {
            return await FailAsync(exception.Message);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            return await FailAsync(exception.Message.TrimEnd('.') + ". Stop what uses the port, or set ONELINK_ADMIN_PORT.");
        }
        catch (Exception exception) when (DatabaseFailure.IsOutside(exception))
        {
            // It was there, and went away again before everything had started: for whoever starts processes to try again.
            return await FailAsync("The database was lost during the start: " + exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return await FailAsync(exception.Message);
        }
    }

    private static async Task<int> FailAsync(string reason)
    {
        await Console.Error.WriteLineAsync("onelink-admin: " + reason.ReplaceLineEndings(" "));
        return 1;
    }
}
