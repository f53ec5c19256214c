{# The search's engine as one file, of the modules in engine/. -#}
{% for name in ["letters", "terms", "files", "dates", "query", "names", "meanings", "guess", "rank", "candidates", "told", "reading", "facets", "excerpt", "suggest", "engine"] -%}
{% include "assets/search/engine/" ~ name ~ ".js" %}
{% endfor -%}
