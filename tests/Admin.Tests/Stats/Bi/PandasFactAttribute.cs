namespace OneLink.Admin.Tests.Stats.Bi;

/// <summary>A fact that needs pandas (<c>system-packages</c>); skipped, and counted as skipped, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PandasFactAttribute : FactAttribute
{
    public PandasFactAttribute()
    {
        if (!File.Exists(BiProgram.Python) || !Directory.Exists("/usr/lib/python3/dist-packages/pandas"))
        {
            Skip = "Debian's python3-pandas is not installed";
        }
    }
}
