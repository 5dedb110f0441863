using System.Reflection;

namespace OneLink.Admin.Tests.Surfaces.Contract;

/// <summary>A call that a test has made.</summary>
internal sealed record RecordedCall(MethodInfo Test, SurfaceOperation Operation, int Status)
{
    /// <summary>What the call is a test of; null for nothing, as where the server failed.</summary>
    public CallCase? Case => Test.IsDefined(typeof(OtherTenantAttribute), inherit: false)
        ? CallCase.OtherTenant
        : Status switch
        {
            >= 200 and < 300 => CallCase.Success,
            >= 400 and < 500 => CallCase.Refusal,
            _ => null,
        };
}
