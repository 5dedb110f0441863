using System.Diagnostics;

namespace OneLink.EndToEnd.Faults;

/// <summary>The wall clock of the processes that load it, set back and forth while they run.</summary>
internal sealed class SteppedClock
{
    private readonly string _file;

    private SteppedClock(string library, string file)
    {
        _file = file;
        Variables = new Dictionary<string, string> { ["LD_PRELOAD"] = library, ["CLOCK_STEP_FILE"] = file };
    }

    /// <summary>What a process needs in its environment.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; }

    /// <returns>Null where there is no C compiler.</returns>
    public static SteppedClock? TryMake(string folder)
    {
        Directory.CreateDirectory(folder);
        var source = Path.Combine(AppContext.BaseDirectory, "Faults", "clock-step.c");
        var library = Path.Combine(folder, "clock-step.so");
        var start = new ProcessStartInfo("cc", ["-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"]) { UseShellExecute = false, RedirectStandardError = true };
        try
        {
            using var compiler = Process.Start(start)!;
            compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            if (compiler.ExitCode != 0)
            {
                return null;
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        var clock = new SteppedClock(library, Path.Combine(folder, "clock-step"));
        clock.Set(TimeSpan.Zero);
        return clock;
    }

    /// <summary>Distance from the true time, from now on. Written in place: the processes have the file mapped.</summary>
    public void Set(TimeSpan step)
    {
        using var file = new FileStream(_file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        file.Write(BitConverter.GetBytes((long)step.TotalSeconds));
    }
}
