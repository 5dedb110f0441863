namespace OneLink.Admin.Files;

/// <summary>A bucket of a store that speaks S3's protocol.</summary>
/// <param name="Service">The store, without the bucket.</param>
/// <param name="Bucket">Its name, which stands first in every path.</param>
/// <param name="Region">As requests are signed for.</param>
/// <param name="AccessKey">Public half of the credentials.</param>
/// <param name="SecretKey">Secret half.</param>
internal sealed record BucketSettings(Uri Service, string Bucket, string Region, string AccessKey, string SecretKey)
{
    /// <param name="address">The store and the bucket: <c>https://s3.example.com/files</c>.</param>
    /// <param name="region">As requests are signed for.</param>
    /// <param name="accessKey">Public half of the credentials.</param>
    /// <param name="secretKey">Secret half.</param>
    /// <returns>Null where the address names no bucket, or credentials are missing.</returns>
    public static BucketSettings? Of(string address, string region, string accessKey, string secretKey)
        => Uri.TryCreate(address, UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https"
            && url.AbsolutePath.Trim('/') is { Length: > 0 } bucket
            && !bucket.Contains('/', StringComparison.Ordinal)
            && accessKey.Length > 0
            && secretKey.Length > 0
                ? new BucketSettings(new Uri(url.GetLeftPart(UriPartial.Authority)), bucket, region, accessKey, secretKey)
                : null;
}
