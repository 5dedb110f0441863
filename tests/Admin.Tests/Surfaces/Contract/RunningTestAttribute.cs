using System.Collections.Concurrent;
using System.Reflection;
using Xunit.Sdk;

[assembly: OneLink.Admin.Tests.Surfaces.Contract.RunningTest]

namespace OneLink.Admin.Tests.Surfaces.Contract;

/// <summary>Knows which test a call is made by, though many run at once, and which have run in this process.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class RunningTestAttribute : BeforeAfterTestAttribute
{
    private static readonly AsyncLocal<MethodInfo?> Running = new();
    private static readonly ConcurrentDictionary<MethodInfo, bool> Begun = new();

    /// <summary>Null outside tests, as where a fixture starts.</summary>
    public static MethodInfo? Current => Running.Value;

    public static ICollection<MethodInfo> All => Begun.Keys;

    public override void Before(MethodInfo methodUnderTest)
    {
        Running.Value = methodUnderTest;
        Begun[methodUnderTest] = true;
    }
}
