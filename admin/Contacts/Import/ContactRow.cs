using System.Globalization;

namespace OneLink.Admin.Contacts.Import;

/// <summary>What became of a row.</summary>
/// <param name="Result">One of the constants.</param>
/// <param name="Id">The contact; null where there is none.</param>
/// <param name="Reason">Why there is none; else empty.</param>
internal sealed record ContactRow(string Result, long? Id, string Reason)
{
    public const string Created = "created";
    public const string Updated = "updated";
    public const string Failed = "failed";

    public static ContactRow Refused(string reason) => new(Failed, null, reason);

    /// <summary>As the result file says it.</summary>
    /// <param name="number">From 1, the header not counted.</param>
    public string[] Line(long number) => [number.ToString(CultureInfo.InvariantCulture), Result, Id?.ToString(CultureInfo.InvariantCulture) ?? "", Reason];
}
