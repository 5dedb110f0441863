using System.Collections.Concurrent;
using System.Reflection;

namespace OneLink.Admin.Tests.Surfaces.Contract;

/// <summary>Counts the tenants, and the platform apps, that each test makes.</summary>
internal static class TenantCount
{
    private static readonly ConcurrentDictionary<MethodInfo, int> Counts = new();

    public static int Of(MethodInfo test) => Counts.GetValueOrDefault(test);

    /// <summary>The running test makes one.</summary>
    public static void Add()
    {
        if (RunningTestAttribute.Current is { } test)
        {
            Counts.AddOrUpdate(test, 1, static (_, count) => count + 1);
        }
    }
}
