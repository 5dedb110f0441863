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

    /// <summary>What <paramref name="process"/>, which <c>./onelink up</c> started from the data folder, keeps now.</summary>
    public static long MiBOf(string dataFolder, string process) => KibibytesIn(File.ReadLines(FileOf(dataFolder, process))) >> 10;

    /// <summary>This process.</summary>
    public static ResidentMemory OfSelf() => new("/proc/self/status");

    /// <summary>A process that <c>./onelink up</c> started from the data folder.</summary>
    public static ResidentMemory Of(string dataFolder, string process)
        => new(FileOf(dataFolder, process));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _sampling;
        _stopping.Dispose();
    }

    private static string FileOf(string dataFolder, string process)
        => $"/proc/{Installation.ProcessIdOf(dataFolder, process).ToString(CultureInfo.InvariantCulture)}/status";

    private static long KibibytesIn(IEnumerable<string> status)
    {
        string line = status.First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private async Task SampleAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            Volatile.Write(ref _most, Math.Max(_most, KibibytesIn(await File.ReadAllLinesAsync(_file))));
            await Task.Delay(Interval, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
