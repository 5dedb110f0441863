using System.Text;

namespace OneLink.EndToEnd.Visits;

internal static class Slugs
{
    /// <summary>The path at which a browser asks for a slug: UTF-8, percent-encoded, its slashes as they are.</summary>
    public static string PathOf(string slug) => "/" + string.Join('/', slug.Split('/').Select(Uri.EscapeDataString));

    /// <summary>The same with every letter decomposed, as macOS types and copies it.</summary>
    public static string DecomposedPathOf(string slug) => PathOf(slug.Normalize(NormalizationForm.FormD));
}
