using System.Diagnostics;

namespace OneLink.EndToEnd.Script;

/// <summary>What one call of <c>./onelink</c> said and how it ended.</summary>
internal sealed record ScriptRun(int ExitCode, string Output, string Complaint)
{
    /// <summary>What it wrote to standard error, line by line.</summary>
    public string[] Complaints => Complaint.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public override string ToString() => $"exit code {ExitCode}\n--- output\n{Output}\n--- errors\n{Complaint}";

    /// <summary>Waits for a script that runs to end.</summary>
    /// <exception cref="TimeoutException">It did not; it was killed.</exception>
    public static async Task<ScriptRun> OfAsync(Process script, TimeSpan limit)
    {
        var output = script.StandardOutput.ReadToEndAsync();
        var complaint = script.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(limit);
        try
        {
            await script.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException e)
        {
            script.Kill(entireProcessTree: true);
            throw new TimeoutException($"./onelink did not end within {limit.TotalSeconds} s; it said: {await output} {await complaint}", e);
        }

        return new ScriptRun(script.ExitCode, await output, await complaint);
    }
}
