using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Files;

/// <summary>
/// Makes and checks the addresses of files. An attachment's is signed and ends; within the hour it is the same, so that
/// whoever shows it can keep the bytes. An avatar's holds a key that nobody guesses and does not end: others store it.
/// </summary>
internal sealed class FileLinks
{
    public const string Path = "/files";
    public const string AvatarPath = Path + "/avatars";

    public const string CardPicturePath = Path + "/cards";

    private const int KeyBytes = 32;

    /// <summary>128 bits of the code are enough (NIST SP 800-107, 5.1).</summary>
    private const int SignatureBytes = 16;

    private readonly AdminSettings _settings;
    private readonly IHttpContextAccessor _requests;
    private readonly TimeProvider _clock;
    private readonly byte[] _key;

    public FileLinks(AdminSettings settings, IHttpContextAccessor requests, TimeProvider clock)
    {
        (_settings, _requests, _clock) = (settings, requests, clock);
        _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, settings.TokenKey, KeyBytes, info: "onelink files"u8.ToArray());
    }

    /// <summary>Where the file itself can be had.</summary>
    public string Of(string storageKey, string name) => Signed(storageKey, "/" + Uri.EscapeDataString(name));

    /// <summary>Where what a job has written can be had.</summary>
    public string OfResult(Jobs.Job job) => Signed(ResultKey(job.AccountId, job.Id), ".csv");

    /// <summary>What is signed of the address of a job's result.</summary>
    public static string ResultKey(long accountId, string jobId) => string.Create(CultureInfo.InvariantCulture, $"jobs/{accountId}/{jobId}");

    /// <summary>Where the picture of a link's card can be had.</summary>
    public string OfCardPicture(string name) => Signed(CardPictureKey(name), ".webp");

    /// <summary>What is signed of the address of a card's picture.</summary>
    public static string CardPictureKey(string name) => "cards/" + name;

    /// <summary>Where its thumbnail can be had; empty where there is none.</summary>
    public string OfThumbnail(string? thumbnailKey, string name) => thumbnailKey is null ? "" : Signed(thumbnailKey, "/" + Uri.EscapeDataString(System.IO.Path.ChangeExtension(name, ".webp")));

    /// <summary>Where an avatar can be had, for as long as it is one.</summary>
    public string OfAvatar(StoredFile file) => $"{Here}{AvatarPath}/{file.StorageKey}";

    /// <summary>Whether the address was made here and has not ended.</summary>
    /// <param name="key">Of the file or its thumbnail.</param>
    /// <param name="expires">Unix seconds, as in the address.</param>
    /// <param name="signature">As in the address.</param>
    public bool Admits(string key, string? expires, string? signature)
        => long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            && signature is not null
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(Sign(key, end)))
            && _clock.GetUtcNow().ToUnixTimeSeconds() < end;

    private string Here => _settings.PublicUrl
        ?? (_requests.HttpContext?.Request is { } request ? $"{request.Scheme}://{request.Host}" : $"http://{Reachable}");

    /// <summary>Where nobody asked and no address is set, this machine's own.</summary>
    private IPEndPoint Reachable => new(
        _settings.ListenAddress.Equals(IPAddress.Any) || _settings.ListenAddress.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback : _settings.ListenAddress,
        _settings.Port);

    private string Signed(string key, string end)
    {
        const long SecondsAnHour = 3600;
        var hour = _clock.GetUtcNow().ToUnixTimeSeconds() / SecondsAnHour;
        var expires = (hour + 1 + _settings.FileLinkHours) * SecondsAnHour;
        return string.Create(CultureInfo.InvariantCulture, $"{Here}{Path}/{key}{end}?expires={expires}&signature={Sign(key, expires)}");
    }

    private string Sign(string key, long end)
        => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key}\n{end}"))).AsSpan(0, SignatureBytes));
}
