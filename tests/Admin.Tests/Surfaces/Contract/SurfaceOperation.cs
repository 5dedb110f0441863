using System.Text.RegularExpressions;

namespace OneLink.Admin.Tests.Surfaces.Contract;

/// <summary>One operation of the contract.</summary>
/// <param name="Priority"><c>P1</c>: the core; <c>P2</c>: useful.</param>
/// <param name="Api"><c>Application</c>, <c>Client</c> or <c>Platform</c>.</param>
/// <param name="Resource">What it is about, as the published description groups it.</param>
/// <param name="Method">In capitals.</param>
/// <param name="Path">With parameters in braces.</param>
internal sealed partial record SurfaceOperation(string Priority, string Api, string Resource, string Method, string Path)
{
    private readonly Regex _path = new($"^{Parameter().Replace(Regex.Escape(Path), "[^/]+")}/?$", RegexOptions.None, TimeSpan.FromSeconds(1));

    public override string ToString() => $"{Method} {Path}";

    public bool Is(HttpMethod method, string path) => method.Method == Method && _path.IsMatch(path);

    // As Regex.Escape leaves it.
    [GeneratedRegex(@"\\\{[a-z_]+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
