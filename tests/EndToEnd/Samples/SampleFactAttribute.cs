namespace OneLink.EndToEnd.Samples;

/// <summary>A fact that runs programs of this machine; skipped, and counted as skipped, where one of them is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SampleFactAttribute : FactAttribute
{
    public SampleFactAttribute(params string[] programs)
    {
        if (programs.FirstOrDefault(program => !IsInstalled(program)) is { } missing)
        {
            Skip = $"{missing} is not installed";
        }
    }

    private static bool IsInstalled(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
