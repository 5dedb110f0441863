using System.Globalization;

namespace OneLink.LoadTests;

/// <summary>The most memory that a process was seen to keep, sampled ten times a second from <c>/proc</c>.</summary>
internal sealed class ResidentMemory : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stopping = new();
    private readonly string _file;
    private readonly Task _sampling;
    private long _most;

    private ResidentMemory(string file)
    {
        _file = file;
        _sampling = SampleAsync();
    }

    public long MostMiB => Volatile.Read(ref _most) >> 10;

    /// <summary>This process.</summary>
    public static ResidentMemory OfSelf() => new("/proc/self/status");

    /// <summary>A process that <c>./onelink up</c> started from the data folder.</summary>
    public static ResidentMemory Of(string dataFolder, string process)
        => new($"/proc/{File.ReadAllText(Path.Combine(dataFolder, "run", process)).Split(' ')[0]}/status");

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _sampling;
        _stopping.Dispose();
    }

    private async Task SampleAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            string line = (await File.ReadAllLinesAsync(_file)).First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
            long kibibytes = long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
            Volatile.Write(ref _most, Math.Max(_most, kibibytes));
            await Task.Delay(Interval, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
