namespace OneLink.EndToEnd.Script;

/// <summary>A fact that needs a <see cref="SmallDisk"/>; skipped, and counted as skipped, where none can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TmpfsFactAttribute : FactAttribute
{
    public TmpfsFactAttribute()
    {
        if (!SmallDisk.IsPossible)
        {
            Skip = "mounting a small file system takes root";
        }
    }
}
