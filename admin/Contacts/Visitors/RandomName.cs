using System.Globalization;
using System.Security.Cryptography;

namespace OneLink.Admin.Contacts.Visitors;

/// <summary>Names for visitors who give none, so that people can tell them apart: <c>quiet-river-417</c>.</summary>
internal static class RandomName
{
    private const int Numbers = 1_000;

    private static readonly string[] Qualities =
    [
        "amber", "bold", "bright", "calm", "clear", "cool", "crisp", "early", "fair", "gentle", "golden", "green", "keen", "kind", "late", "little",
        "lively", "lucky", "mellow", "misty", "noble", "old", "quiet", "rapid", "shy", "silent", "silver", "still", "sunny", "swift", "warm", "wild",
    ];

    private static readonly string[] Things =
    [
        "bay", "bird", "breeze", "brook", "cloud", "dawn", "field", "fire", "flower", "forest", "frost", "garden", "glade", "grove", "harbor", "hill",
        "lake", "leaf", "meadow", "moon", "pine", "rain", "river", "shore", "sky", "snow", "star", "stone", "sun", "tree", "wave", "wind",
    ];

    public static string New() => string.Create(
        CultureInfo.InvariantCulture,
        $"{RandomNumberGenerator.GetItems<string>(Qualities, 1)[0]}-{RandomNumberGenerator.GetItems<string>(Things, 1)[0]}-{RandomNumberGenerator.GetInt32(Numbers)}");
}
